#pragma once
#include "fg_reader.h"
#include "fg_writer.h"
