#pragma once
#include "fg_reader.h"

// Names the collector of messages that carry no mark of ours, for this thread; returns the one before.
fg_evidence *fg_evidence_swap(fg_evidence *);
