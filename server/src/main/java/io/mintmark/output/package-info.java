/// What is made of a minted batch: files for burning tools, written from the store each time and
/// kept nowhere.
@NullMarked
package io.mintmark.output;

import org.jspecify.annotations.NullMarked;
