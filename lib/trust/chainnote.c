/* chainnote.c: see chainnote.h. */
#include "trust/chainnote.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/array.h"

void
chainnote_add(struct chainnote *note, enum chain_fault_kind kind,
    const char *fmt, ...)
{
	struct chain_faults *faults = note->faults;
	struct chain_fault *fault = array_room(faults->fault, faults->count,
	    sizeof(*fault), note->err);
	va_list args;

	if (fault == NULL) {
		note->failed = true;
		return;
	}
	faults->fault = fault;
	fault += faults->count++;
	fault->kind = kind;
	fault->at = note->at;
	va_start(args, fmt);
	vsnprintf(fault->text, sizeof(fault->text), fmt, args);
	va_end(args);
}
