/*
 * The event log: one header, then one JSON object a line, in the order in which
 * this process did the things. A process logs an event after it did it.
 *
 * There is no clock and no number that processes share: the judge finds the
 * interleaving, and logging adds no order that could hide a race.
 */
#ifndef TCNET_LOG_H
#define TCNET_LOG_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "process.h"

struct log {
	FILE *file;
	const char *endpoint;
	uint64_t n;
};

/* A log with a hole would be judged as if it were whole, so every failure to write ends the process. */
__attribute__((format(printf, 2, 3)))
static inline void log_text(struct log *log, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	if (vfprintf(log->file, format, values) < 0)
		fail_system("writing a log");
	va_end(values);
}

/* `name` is the file below the run's directory, without its suffix. */
static inline struct log log_open(const struct run *run, const char *name, const char *endpoint)
{
	char path[4096];
	struct log log = { .endpoint = endpoint };

	if (snprintf(path, sizeof path, "%s/%s.jsonl", run->directory, name) >= (int)sizeof path)
		fail_usage("the name of the directory is too long");
	log.file = fopen(path, "w");
	if (log.file == NULL)
		fail_system(path);
	return log;
}

/* Every failure of the link can end two epochs: when the link goes, and when it comes back. */
static inline uint32_t most_epochs(const struct run *run) { return 2 + 2 * run->cuts + run->abandons; }

/*
 * Bounds of the model, in the header of `wakeup`: writes that may wait in a
 * processor, which here are in the link's hands when they are posted, and counts
 * that one epoch may reach.
 */
enum { BUFFERED = 2, BATCHED = 1, MOST_COUNT = 10000000 };

/* `witness` is one more member of the header, for a log of hidden rules, or nothing. */
static inline void log_head_wakeup(struct log *log, const struct run *run, const char *process, const char *witness)
{
	log_text(log,
		 "{\"format\":\"tcnet-trace/1\",\"system\":\"wakeup\",\"sizes\":{\"slots\":%d,\"buffered\":%d,"
		 "\"batched\":%d,\"posted\":%d,\"frames\":%d,\"epochs\":%" PRIu32 ",\"changes\":%" PRIu32
		 "},\"process\":\"%s\"%s}\n",
		 SLOTS, BUFFERED, BATCHED, POSTED, MOST_COUNT, most_epochs(run), 2 * run->cuts, process, witness);
}

/* The members "params" and "seen" are never left out; the format gives both, or the macros below do. */
__attribute__((format(printf, 3, 4)))
static inline void log_event(struct log *log, const char *rule, const char *format, ...)
{
	va_list values;

	log_text(log, "{\"n\":%" PRIu64 ",\"endpoint\":\"%s\",\"rule\":\"%s\",", log->n++, log->endpoint, rule);
	va_start(values, format);
	if (vfprintf(log->file, format, values) < 0)
		fail_system("writing a log");
	va_end(values);
	log_text(log, "}\n");
}

/* An event that saw nothing, and one that saw one number. */
#define log_plain(log, rule) log_event(log, rule, "\"params\":{},\"seen\":{}")
#define log_saw(log, rule, word, value) \
	log_event(log, rule, "\"params\":{},\"seen\":{\"" word "\":%" PRIu32 "}", value)

/* fclose reports what the buffered writes could not, for example a full disk. */
static inline void log_close(struct log *log)
{
	if (fclose(log->file) != 0)
		fail_system("closing a log");
}

#endif
