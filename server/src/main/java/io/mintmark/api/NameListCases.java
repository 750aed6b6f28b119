package io.mintmark.api;

import io.mintmark.sheet.ListDesk;
import io.mintmark.sheet.ListFiles;
import io.mintmark.sheet.NameLists;
import io.mintmark.sheet.SheetLimits;

/// What the API serves of lists of names.
///
/// @param limits to refuse an oversized upload before it is read
public record NameListCases(ListDesk desk, NameLists lists, ListFiles files, SheetLimits limits) {}
