/// The device event log (运行日志): what happened to a device and exactly why something was refused.
/// Append-only and bounded; nothing here knows what a product is, so every feature may report.
@NullMarked
package io.mintmark.event;

import org.jspecify.annotations.NullMarked;
