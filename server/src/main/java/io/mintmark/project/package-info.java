/// The owner's workspace: products belong to a project, and members and keys attach to it.
@NullMarked
package io.mintmark.project;

import org.jspecify.annotations.NullMarked;
