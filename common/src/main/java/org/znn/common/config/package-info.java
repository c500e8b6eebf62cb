/** Job configuration: parses and validates the job's {@code .cfg} and the data's {@code .spec} into typed records. */
package org.znn.common.config;
