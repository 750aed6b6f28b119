package io.mintmark.label;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

/// What stands on each label besides the DeviceName.
///
/// @param content of the QR code
/// @param quiet white modules around the QR code
/// @param title a line above the name; empty for none
/// @param bars whether the DeviceName is there as Code 128 too
/// @param number whether the unit's number in the batch is there
record LabelDesign(
    CodeContent content,
    ErrorCorrectionLevel level,
    int quiet,
    String title,
    boolean bars,
    boolean number) {}
