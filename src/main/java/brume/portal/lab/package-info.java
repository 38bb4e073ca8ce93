/// The lab workspace: instructions and checks at the left, the console, the terminal and the preview at the right.
/// Read [brume.portal.lab.LabView] first.
@NullMarked
package brume.portal.lab;

import org.jspecify.annotations.NullMarked;
