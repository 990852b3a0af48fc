/*
 * A ring over a link that fails, as three processes: the sender, the owner of the
 * ring, and the link between them.
 * Usage: ring DIRECTORY FRAMES CUTS ABANDONS SEED
 */
#define _GNU_SOURCE

#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "process.h"

enum { PROCESSES = 3, WATCH_MS = 20, STALL_MS = 1500 };

static uint64_t parse_number(const char *text, uint64_t max, const char *message)
{
	char *end;

	errno = 0;
	uint64_t value = strtoull(text, &end, 10);
	/* strtoull takes a minus sign and negates, so the first character must be a digit. */
	if (errno != 0 || *text < '0' || *text > '9' || *end != '\0' || value > max)
		fail_usage(message);
	return value;
}

static struct run parse_arguments(int argc, char **argv)
{
	if (argc != 6)
		fail_usage("arguments: DIRECTORY FRAMES CUTS ABANDONS SEED");
	return (struct run){
		.directory = argv[1],
		.frames = (uint32_t)parse_number(argv[2], 1000000, "FRAMES is a number up to 1000000"),
		.cuts = (uint32_t)parse_number(argv[3], 1000, "CUTS is a number up to 1000"),
		.abandons = (uint32_t)parse_number(argv[4], 1000, "ABANDONS is a number up to 1000"),
		.seed = parse_number(argv[5], UINT32_MAX, "SEED is a number below 2^32"),
	};
}

static int open_wake(void)
{
	int file = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);

	if (file < 0)
		fail_system("eventfd");
	return file;
}

static pid_t start(const struct run *run, enum exit_code (*body)(const struct run *))
{
	pid_t parent = getpid(), child = fork();

	if (child < 0)
		fail_system("fork");
	if (child > 0)
		return child;
	/* Whoever kills the parent means all of them. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		fail_system("prctl");
	exit(body(run));
}

static void end_all(const struct run *run, enum done why)
{
	uint32_t running = RUNNING;

	atomic_compare_exchange_strong(&run->shared->done, &running, why);
	wake(run->owner_wake);
	wake(run->sender_wake);
}

/* The exit code of a process that has ended; -1 if none has. */
static int ended(const pid_t *children)
{
	int status;
	pid_t child = waitpid(-1, &status, WNOHANG);

	for (int i = 0; child > 0 && i < PROCESSES; i++)
		if (children[i] == child)
			return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_SYSTEM;
	return -1;
}

/*
 * Waits for all, and ends a run in which nothing happens any more. The watch is
 * not part of the protocol: it only sees to it that a run that hangs is over, with
 * logs that are complete up to there.
 */
static int watch(const struct run *run, const pid_t *children)
{
	struct shared *shared = run->shared;
	uint32_t progress = 0, still_ms = 0;
	int worst = EXIT_DONE;

	for (int left = PROCESSES; left > 0;) {
		int code = ended(children);

		if (code >= 0) {
			left--;
			worst = code > worst ? code : worst;
			end_all(run, STOPPED);
			continue;
		}
		pause_us(WATCH_MS * 1000);
		still_ms = atomic_load(&shared->progress) == progress ? still_ms + WATCH_MS : 0;
		progress = atomic_load(&shared->progress);
		if (still_ms >= STALL_MS)
			end_all(run, STOPPED);
		if (is_over(run))
			end_all(run, STOPPED);
	}
	if (worst == EXIT_DONE && atomic_load(&shared->done) == STOPPED) {
		fprintf(stderr, "no progress for %d ms\n", STALL_MS);
		return EXIT_STOPPED;
	}
	return worst == EXIT_DONE && atomic_load(&shared->bad_payloads) > 0 ? EXIT_PAYLOAD : worst;
}

int main(int argc, char **argv)
{
	struct run run = parse_arguments(argc, argv);
	void *memory = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		fail_system("mmap");
	run.shared = memory;
	run.owner_wake = open_wake();
	run.sender_wake = open_wake();

	pid_t children[PROCESSES] = { start(&run, run_link), start(&run, run_owner), start(&run, run_sender) };

	return watch(&run, children);
}
