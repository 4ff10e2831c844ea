#include "analysis/diagnose/evidence.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

void evidence_find(struct evidence *evidence, enum warning_code code, enum weight weight, ...) {
    struct trust *trust = evidence->trust;
    struct finding *finding = &trust->findings[trust->count];
    va_list arguments;

    ASSERT(trust->count < FINDINGS_MOST);
    trust->count++;
    *finding = (struct finding){.warning = &warnings[code], .weight = weight};
    va_start(arguments, weight);
    vsnprintf(finding->text, sizeof finding->text, finding->warning->sentence, arguments);
    va_end(arguments);
}
