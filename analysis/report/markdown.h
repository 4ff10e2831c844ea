/* An answer for a chat or a document, as Markdown. */
#ifndef ANALYSIS_REPORT_MARKDOWN_H
#define ANALYSIS_REPORT_MARKDOWN_H

#include "analysis/dataset/selection.h"
#include "analysis/report/pair_answer.h"

/* Prints for each pair the sentence about time in bold, a table of all metrics, and what it is
 * based on. */
void markdown_print(const struct pair_answers *answers, const struct selection *selection,
                    const struct request *request);

#endif
