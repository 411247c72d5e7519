/* dcp-kdm: key delivery messages: made, shown, opened, made for others. */
#include "kdm.h"
#include "toolkey.h"
#include "toolsign.h"

const struct tool kdm_tool = {
	.name = "dcp-kdm",
	.synopsis = "show [-j] file ...\n"
	    "check [-j] [options] file ...\n"
	    "make [options] certificate ...\n"
	    "retarget [options] table\n"
	    "open [options] -o file message ...",
	.options =
	    "show: what messages say to who has no key:\n"
	    "  -j, --json             print one JSON object a line\n"
	    "check: one complete verdict:\n"
	    "  -j, --json             print one JSON object a line\n"
	    "      --cpl path         a composition or package that it is for\n"
	    "      --recipient file   the certificate that it should be for\n"
	    "      --key uri          the recipient's private key: a file or "
	    "pkcs11: URI\n"
	    "      --showing date     when it is to be played; may be "
	    "repeated\n"
	    "      --trust file       roots that who signed it must come from\n"
	    "make: for each certificate; retarget: for each screen of a "
	    "table:\n"
	    "      --cpl path         the composition; else what --kdm is for\n"
	    "      --from date        when it may be played, with its offset\n"
	    "      --until date       until when; or how long: +36h, +14d, "
	    "+2w\n"
	    "      --zone offset      of dates that have none: +01:00\n"
	    "      --formulation name\n"
	    "                         modified-transitional-1, "
	    "multiple-...-1,\n"
	    "                         dci-any or dci-specific\n"
	    "      --device device    may take part: a certificate or "
	    "thumbprint;\n"
	    "                         may be repeated\n"
	    "      --device-list file\n"
	    "                         such devices, one a line\n"
	    "      --content-authenticator device\n"
	    "                         else who signed the composition\n"
	    "      --no-picture-mark  no forensic marks in the picture\n"
	    "      --no-audio-mark    none in the sound\n"
	    "      --no-audio-mark-above channel\n"
	    "                         none in channels above this one\n"
	    "      --forensic-key type=id\n"
	    "                         a key of type FMIK or FMAK, too\n"
	    "      --annotation text  else the title\n"
	    "      --issue-date date  else now\n"
	    "      --id uuid          the ids of messages follow from it\n"
	    "      --dkdm             for a house, which may pass it on\n"
	    "      --insist what      role, window, dkdm, certificate, "
	    "signature: make it\n"
	    "                         all the same; open: signature\n"
	    "  -o, --output file      the message, if it is one; also of open\n"
	    "      --folder folder    where messages go, else here\n"
	    "      --name pattern     their names: %{title}_%{recipient}, "
	    "%{cinema}_...\n"
	    "      --force            replace files that are there\n"
	    "      --zip              retarget: a ZIP file for each cinema\n"
	    "      --zip-name pattern\n"
	    "                         its name: KDM_%{title}_%{cinema}\n"
	    "      --threads n        else one for each processor\n"
	    TOOLSIGN_HELP
	    TOOLKEY_HELP
	    "open: content keys into a key file:\n"
	    TOOLKEY_HOUSE_HELP
	    "      --clear            instead: in clear, to a new file or "
	    "fd:n\n"
	    "with all that have to do with private keys:\n"
	    TOOLPASS_HELP,
};

static const struct tool_command commands[] = {
	{"show", kdm_show},
	{"check", kdm_check},
	{"make", kdm_make},
	{"retarget", kdm_retarget},
	{"open", kdm_open},
	{NULL, NULL},
};

int
main(int argc, char *argv[])
{
	return tool_commands(&kdm_tool, commands, argc, argv);
}
