package io.mintmark.api;

import io.mintmark.production.BurnMethod;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The form with an uploaded list, for the API's description.
record NewBatchForm(
    @Schema(description = "Must come before `file`") BurnMethod burnMethod,
    @Schema(description = "Keep it as a draft; must come before `file`") @Nullable Boolean draft,
    @Schema(description = "What people call the batch; must come before `file`")
        @Nullable String title,
    @Schema(description = "Must come before `file`") @Nullable String remark,
    @Schema(type = "string", format = "binary", description = "One name a line")
        InputStream file) {}
