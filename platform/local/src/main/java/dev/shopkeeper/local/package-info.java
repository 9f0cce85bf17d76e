/**
 * What the whole platform on one machine consists of: its applications, the folder that it lives in, its ports and
 * options. The packages below make parts of it of that, each a process of its own: a real PostgreSQL server, a real Kafka
 * broker and the applications; {@code stack} makes the whole of them, and {@code cli} the command.
 */
@NullMarked
package dev.shopkeeper.local;

import org.jspecify.annotations.NullMarked;
