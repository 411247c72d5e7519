/*
 * limits.h: every size that a stranger's file may not exceed, with its reason.
 * A number from a file is compared with one of these, and with what is left
 * of the file, before it is believed.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* One frame of picture: 8K at 12 bits, uncompressed, is below 160 MB. */
#define LIMIT_FRAME_SIZE	(192u << 20)	/* bytes */

/* Width or height of any picture: twice 8K. */
#define LIMIT_PICTURE_SIDE	16384u		/* pixels */

/* Pixels of one picture: 8K by 8K, so that planes stay below 512 MB. */
#define LIMIT_PICTURE_PIXELS	(8192u * 8192u)

/* Tiles of a codestream that is decoded: the decoder spends 6 KB on each. */
#define LIMIT_J2K_TILES		4096u

/* Precincts and code-blocks of it: 8K in blocks of 16 by 16 has 0.5 million. */
#define LIMIT_J2K_PIECES	(4u << 20)
/* Channels of a picture file: colour, alpha, and mattes of two eyes. */
#define LIMIT_PICTURE_CHANNELS	64u

/* What a decoder of pictures may ask for at once: a plane of 8K by 8K. */
#define LIMIT_PICTURE_MEMORY	(512u << 20)	/* bytes */

/* One chunk of a PNG file that is no picture data: a colour profile. */
#define LIMIT_PNG_CHUNK		(8u << 20)	/* bytes */

/* Edit units of one track file: twelve hours at 240 a second, rounded up. */
#define LIMIT_EDIT_UNITS	(16u << 20)

/* A profile of limits: a page of text. */
#define LIMIT_PROFILE_SIZE	(64u << 10)	/* bytes */

/* A list of frames, one path a line: twelve hours at 24 a second. */
#define LIMIT_LIST_SIZE		(256u << 20)	/* bytes */

/* An XML document: captions, the largest, stay below 1 MB in the field. */
#define LIMIT_XML_SIZE		(64u << 20)	/* bytes */
#define LIMIT_XML_DEPTH		64		/* nested elements */

/*
 * Nodes of its tree: elements, attributes, texts, comments, instructions.  Each
 * takes 130 to 160 bytes of memory, so that a document stays below 300 MB.  The
 * captions of a feature have 300000.
 */
#define LIMIT_XML_NODES		600000
#define LIMIT_XML_ATTRIBUTES	256		/* of one element; see xmlguard */

/* Namespaces in force at one element: a playlist has eight. */
#define LIMIT_XML_NAMESPACES	32

/* Certificates of one signature: chains of cinemas have three or four. */
#define LIMIT_CERTIFICATES	16

/* Notes on one document: who has a thousand faults needs no list of more. */
#define LIMIT_XML_NOTES		1000

/* Header metadata of an MXF file: 64 KiB is usual, fonts are not in it. */
#define LIMIT_MXF_HEADER_SIZE	(16u << 20)	/* bytes */
#define LIMIT_MXF_SETS		65536		/* metadata sets in one file */
#define LIMIT_MXF_ITEMS		1024	/* items of one set; 50 are many */
#define LIMIT_MXF_PARTITIONS	65536		/* rows of a random index pack */

/* Sound channels of one file: ST 428-2 has 16; immersive beds have more. */
#define LIMIT_CHANNELS		128

/*
 * Keys, devices or marks of one key delivery message: festivals list hundreds
 * of devices.  A sealed key is as long as the recipient's RSA modulus.
 */
#define LIMIT_KDM_LIST		4096
#define LIMIT_KDM_SEALED	1024		/* bytes */

/* A table of screens: a chain has some thousands, of a dozen columns. */
#define LIMIT_CSV_SIZE		(16u << 20)	/* bytes */
#define LIMIT_CSV_FIELDS	1000000		/* of all rows */

/* Files below one package folder, and how deep folders nest. */
#define LIMIT_FILES		100000
#define LIMIT_FOLDER_DEPTH	16

/* Assets in one document, and reels in one composition. */
#define LIMIT_ASSETS		65536
#define LIMIT_REELS		4096

/* A file of records of dcp-wrap: a line of 200 bytes for each asset. */
#define LIMIT_RECORDS_SIZE	(64u << 20)	/* bytes */

/* Content keys of one ring: a KDM has 16, a whole season of them some 1000. */
#define LIMIT_KEYS		16384
#define LIMIT_KEY_NOTE		256		/* bytes of what one is for */

/* A key file, sealed or clear: LIMIT_KEYS lines of 400 bytes at most. */
#define LIMIT_KEYFILE_SIZE	(8u << 20)	/* bytes */

/* A private key, with whatever else stands in its file. */
#define LIMIT_PRIVKEY_SIZE	(1u << 20)	/* bytes */

/* A path of a package file, relative to the package. */
#define LIMIT_PATH		1024		/* bytes */

/* A certificate: 1 to 2 KB are usual.  A file of those of all screens. */
#define LIMIT_CERT_SIZE		(64u << 10)	/* bytes */
#define LIMIT_CERTS_SIZE	(64u << 20)	/* bytes */

/* Certificates to find a chain in: each is tried with each. */
#define LIMIT_CHAIN		64u

/* Threads that one program starts. */
#define LIMIT_THREADS		256

#endif
