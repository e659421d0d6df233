/// The version of kiln, as `kiln --version` prints it.
package let kilnVersion = "0.1.0"
