#pragma once
#include "fg_reader.h"
