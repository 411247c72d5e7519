/* dcp-cert: certificates: made, issued, shown, checked, put in order. */
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/str.h"
#include "cert.h"
#include "crypt/random.h"
#include "crypt/secret.h"
#include "crypt/secretread.h"
#include "toolpass.h"
#include "verify/v_cert.h"

#define DAY	(INT64_C(24) * 60 * 60)	/* seconds */

/* Of 365 days: some players, it is said, refuse a certificate of longer. */
#define TEN_YEARS	(10 * 365 * DAY)

const struct tool cert_tool = {
	.name = "dcp-cert",
	.synopsis = "make --organization text [options] folder\n"
	    "issue --issuer chain --issuer-key uri [options] >chain\n"
	    "show [-j] file ...\n"
	    "check [-j] [options] file ...\n"
	    "chain file ... >chain",
	.options =
	    "make: a root, an intermediate, a leaf, and their private keys\n"
	    "issue: one more leaf\n"
	    "  -o, --organization text  O, the same in all of a chain\n"
	    "      --unit text        OU; the organization unless given\n"
	    "      --name text        CN is ROLES.name; the organization "
	    "unless given\n"
	    "      --role roles       of the leaf, such as \"SM\"; CS unless "
	    "given\n"
	    "      --from date        valid from; a day before now unless "
	    "given\n"
	    "      --to date          valid to; ten years later unless given\n"
	    "      --serial n         serial number; by chance unless given\n"
	    "      --protect          ask for a passphrase for new private "
	    "keys\n"
	    TOOLPASS_HELP
	    "issue: for whom, and by whom\n"
	    "      --issuer file      the chain of who issues\n"
	    "      --issuer-key uri   its private key: a file or pkcs11: URI\n"
	    "      --key uri          for this private key\n"
	    "      --new-key file     for a fresh one, which goes to this new "
	    "file\n"
	    "      --request file     for who sent this request (PKCS #10)\n"
	    "show, check:\n"
	    "  -j, --json             print one JSON object a line\n"
	    "check: what the certificates, which are one chain, are for\n"
	    "      --at date          valid at this time; now unless given\n"
	    "      --authority        the first may issue others\n"
	    "      --device           issuers need not be there\n"
	    "      --interop          by the rules of Interop\n"
	    "      --role role        the leaf must have this role\n"
	    "      --trust file       the root must be one of these\n",
};

static const struct tool_command commands[] = {
	{"make", cert_make},
	{"issue", cert_issue},
	{"show", cert_show},
	{"check", cert_check},
	{"chain", cert_chain},
	{NULL, NULL},
};

/* What another program prints. */
static bool
load_input(struct certs *certs, struct dcp_error *err)
{
	size_t size;
	void *all = secretread_all(STDIN_FILENO, LIMIT_CERTS_SIZE, &size, err);
	bool ok = all != NULL && certs_parse(certs, all, size, err);

	secret_free(all);
	return ok || error_in(err, "standard input");
}

bool
cert_load_all(char *const *paths, int count, struct certs *certs,
    struct dcp_error *err)
{
	int i;

	*certs = (struct certs){0};
	for (i = 0; i < count; i++) {
		if (strcmp(paths[i], "-") == 0 ? load_input(certs, err) :
		    certs_load(certs, paths[i], err))
			continue;
		certs_clear(certs);
		return false;
	}
	return true;
}

bool
cert_take(struct house *house, int c)
{
	struct dcp_error err = {0};

	switch (c) {
	case CERT_UNIT:
		house->unit = optarg;
		return true;
	case CERT_NAME:
		house->name = optarg;
		return true;
	case CERT_ROLE:
		if (!house_check_roles(optarg, &err))
			tool_fail(&cert_tool, "--role: %s", err.text);
		house->roles = optarg;
		return true;
	case CERT_FROM:
		house->not_before =
		    tool_date(&cert_tool, "--from", optarg).seconds;
		return true;
	case CERT_TO:
		house->not_after =
		    tool_date(&cert_tool, "--to", optarg).seconds;
		return true;
	default:
		return false;
	}
}

/* Below 2^31: some servers take no larger number. */
static uint64_t
random_serial(void)
{
	struct dcp_error err = {0};
	uint32_t number = 0;

	while (number >> 8 == 0) {
		if (!random_bytes(&number, sizeof(number), &err))
			tool_fail(&cert_tool, "%s", err.text);
		number &= INT32_MAX;
	}
	return number;
}

void
cert_settle(struct house *house, bool has_serial)
{
	if (house->unit == NULL)
		house->unit = house->organization;
	if (house->name == NULL)
		house->name = house->organization;
	if (house->roles == NULL)
		house->roles = "CS";
	if (house->not_before == 0)
		house->not_before = tool_now(&cert_tool).seconds - DAY;
	if (house->not_after == 0)
		house->not_after = house->not_before + TEN_YEARS;
	if (!has_serial)
		house->serial = random_serial();
}

/* "cert.serial: the serial number is ...: ...". */
static bool
refuse(const struct finding *f, struct dcp_error *err)
{
	return error_set(err, DCP_REFUSED, "servers would reject this: %s: %s",
	    f->rule, f->message);
}

/* It is made all the same. */
static void
warn(const struct finding *f)
{
	tool_note(&cert_tool, "%s: %s: %s", finding_severity_name(f->severity),
	    f->rule, f->message);
}

bool
cert_judge(const struct chain *chain, struct dcp_error *err)
{
	struct chain_purpose purpose = {.leaf_only = true};
	struct diag_place place = {0};
	struct diag d = {0};
	size_t i;
	bool ok = v_cert_judge(chain, &purpose, &place, &d, err);

	diag_sort(&d);
	if (ok && diag_count(&d, FINDING_ERROR) > 0)
		ok = refuse(diag_finding(&d, 0), err);
	for (i = 0; ok && i < d.count; i++)
		warn(diag_finding(&d, i));
	diag_clear(&d);
	return ok;
}

void
cert_format_chain(const struct chain *chain, struct bytes *to)
{
	size_t i;

	for (i = 0; i < chain->certs.count; i++)
		cert_format(chain->certs.at[i], to);
}

int
main(int argc, char *argv[])
{
	return tool_commands(&cert_tool, commands, argc, argv);
}
