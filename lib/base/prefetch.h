/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_PREFETCH_H
#define NOMEN_BASE_PREFETCH_H

/* Bring what lies there nearer; it changes no result.  Any address will do. */
#if defined(__GNUC__)
#define NOMENP_PREFETCH(address) __builtin_prefetch(address)
#else
#define NOMENP_PREFETCH(address) ((void)(address))
#endif

#endif
