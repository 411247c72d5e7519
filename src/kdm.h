/*
 * kdm.h: the sub-commands of dcp-kdm.  Each is a file kdm_NAME.c, takes the
 * arguments from its name on, and returns the exit status for main().
 */
#ifndef SRC_KDM_H
#define SRC_KDM_H

#include "tool.h"

extern const struct tool kdm_tool;

int kdm_show(int argc, char *argv[]);
int kdm_check(int argc, char *argv[]);
int kdm_make(int argc, char *argv[]);
int kdm_retarget(int argc, char *argv[]);
int kdm_open(int argc, char *argv[]);

#endif
