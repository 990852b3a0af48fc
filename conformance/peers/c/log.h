/*
 * The event log: one header, then one JSON object a line, in the order in which
 * this process did the things. A process logs an event after it did it.
 *
 * There is no clock and no number that both processes share: the trace checker
 * finds the interleaving, and logging adds no ordering that could hide a race.
 */
#ifndef TCNET_LOG_H
#define TCNET_LOG_H

#include <inttypes.h>
#include <stdarg.h>

#include "process.h"

enum { LOG_BUFFER_BYTES = 1 << 20 };

struct log {
	FILE *file;
	const char *path;
	const char *endpoint;
	uint64_t n;
};

/* A log with a hole would be judged as if it were whole, so every failure to write ends the process. */
__attribute__((format(printf, 2, 0)))
static inline void log_print(struct log *log, const char *format, va_list values)
{
	if (vfprintf(log->file, format, values) < 0)
		fail_system(log->path);
}

__attribute__((format(printf, 2, 3)))
static inline void log_text(struct log *log, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	log_print(log, format, values);
	va_end(values);
}

static inline struct log log_open(const char *path, const char *process, const char *endpoint, uint32_t frames)
{
	struct log log = { .file = fopen(path, "w"), .path = path, .endpoint = endpoint };

	if (log.file == NULL || setvbuf(log.file, NULL, _IOFBF, LOG_BUFFER_BYTES) != 0)
		fail_system(path);
	log_text(&log,
		 "{\"format\":\"tcnet-trace/1\",\"system\":\"ring.thin\","
		 "\"sizes\":{\"slots\":%d,\"posted\":%d,\"frames\":%" PRIu32 "},\"process\":\"%s\"}\n",
		 RING_SLOTS, POSTED, frames, process);
	return log;
}

/* One event. The format gives the members "params" and "seen", which are never left out. */
__attribute__((format(printf, 3, 4)))
static inline void log_event(struct log *log, const char *rule, const char *format, ...)
{
	va_list values;

	log_text(log, "{\"n\":%" PRIu64 ",\"endpoint\":\"%s\",\"rule\":\"%s\",", log->n++, log->endpoint, rule);
	va_start(values, format);
	log_print(log, format, values);
	va_end(values);
	log_text(log, "}\n");
}

/* fclose reports what the buffered writes could not, for example a full disk. */
static inline void log_close(struct log *log)
{
	if (fclose(log->file) != 0)
		fail_system(log->path);
}

#endif
