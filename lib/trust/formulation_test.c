/* formulation_test.c: names and meanings of the four formulations. */
#include "trust/formulation.h"
#include "trust/kdmtesting.h"

START_TEST(test_names)
{
	struct dcp_error err = {0};
	enum formulation f, back;

	for (f = FORMULATION_MODIFIED_TRANSITIONAL_1;
	    f <= FORMULATION_DCI_SPECIFIC; f++) {
		ck_assert(formulation_parse(formulation_name(f), &back, &err));
		ck_assert_int_eq(back, f);
	}
	ck_assert(!formulation_parse("dci", &back, &err));
	ck_assert_int_eq(back, FORMULATION_NONE);
	ck_assert_ptr_nonnull(strstr(err.text, "dci-any"));
}
END_TEST

/* As messages show them; the first device is trust assumed. */
START_TEST(test_of)
{
	struct dcp_error err = {0};
	struct kdm kdm = kdmtesting_make();
	struct kdm_device *d = kdm.devices;

	d->text = KDM_ASSUME_TRUST;
	ck_assert_int_eq(formulation_of(&kdm),
	    FORMULATION_MODIFIED_TRANSITIONAL_1);
	kdm.authenticator_text = KDM_ASSUME_TRUST;
	ck_assert_int_eq(formulation_of(&kdm), FORMULATION_DCI_ANY);
	d->text = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";
	ck_assert_int_eq(formulation_of(&kdm), FORMULATION_DCI_SPECIFIC);
	kdm.authenticator_text = NULL;
	d = kdm_add_device(&kdm, &err);
	ck_assert_ptr_nonnull(d);
	d->text = KDM_ASSUME_TRUST;
	ck_assert_int_eq(formulation_of(&kdm),
	    FORMULATION_MULTIPLE_MODIFIED_TRANSITIONAL_1);
	kdm.device_count = 0;
	ck_assert_int_eq(formulation_of(&kdm), FORMULATION_NONE);
	kdm_clear(&kdm);
}
END_TEST

START_TEST(test_parts)
{
	ck_assert(!formulation_has_devices(FORMULATION_DCI_ANY));
	ck_assert(formulation_has_devices(FORMULATION_DCI_SPECIFIC));
	ck_assert(formulation_has_authenticator(FORMULATION_DCI_ANY));
	ck_assert(!formulation_has_authenticator(
	    FORMULATION_MODIFIED_TRANSITIONAL_1));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("formulation");

	tcase_add_test(t, test_names);
	tcase_add_test(t, test_of);
	tcase_add_test(t, test_parts);
	return testing_run("formulation", t);
}
