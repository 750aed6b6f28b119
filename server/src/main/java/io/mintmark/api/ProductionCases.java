package io.mintmark.api;

import io.mintmark.label.LabelPreview;
import io.mintmark.output.FileDesk;
import io.mintmark.production.BatchDesk;
import io.mintmark.production.Batches;
import io.mintmark.production.Minting;
import io.mintmark.production.OrderDesk;
import io.mintmark.production.ProductionSettings;

/// What the management API serves of mass production, from the owner's list to the files.
///
/// @param desk the acts on batches
/// @param limits to refuse an oversized upload before it is read
public record ProductionCases(
    Batches batches,
    OrderDesk orders,
    BatchDesk desk,
    Minting minting,
    FileDesk files,
    LabelPreview labels,
    NameListCases nameLists,
    ProductionSettings limits) {}
