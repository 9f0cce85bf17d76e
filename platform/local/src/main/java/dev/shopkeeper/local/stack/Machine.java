package dev.shopkeeper.local.stack;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the machine has to offer before anything is started, each lack told with what to do about it. */
final class Machine {
    private static final long MEBIBYTE = 1024 * 1024;
    /** All processes that run all the time were together measured well below this. */
    static final long PERMANENT_MEMORY = 3000 * MEBIBYTE;

    /** A JVM that trains a model, from time to time: its heap, and what a JVM takes beside it. */
    static final long TRAINER_MEMORY = (Application.TRAINER_HEAP_MEBIBYTES + 300) * MEBIBYTE;

    static final long NEEDED_MEMORY = PERMANENT_MEMORY + TRAINER_MEMORY;

    static final long NEEDED_DISK = 1500 * MEBIBYTE;

    /** A start that makes an AOT cache beside the running applications, and the file it writes. */
    static final long TRAINING_MEMORY = 1200 * MEBIBYTE;

    static final long TRAINING_DISK = 1000 * MEBIBYTE;

    private Machine() {}

    static void checkMemory(long availableBytes) {
        if (availableBytes < NEEDED_MEMORY) {
            throw new LocalStackException("There are " + availableBytes / MEBIBYTE + " MiB of memory to be had, and the"
                    + " platform needs about " + NEEDED_MEMORY / MEBIBYTE
                    + " MiB, with " + TRAINER_MEMORY / MEBIBYTE
                    + " of them for training. Maybe stop other programs or give the"
                    + " container more memory; ./shop up --force tries anyway.");
        }
    }

    static void checkRoomForTraining(Path folder) {
        long memory = availableMemory();
        if (memory < TRAINING_MEMORY) {
            throw new LocalStackException("There are " + memory / MEBIBYTE + " MiB of memory to be had, and "
                    + TRAINING_MEMORY / MEBIBYTE + " MiB are needed for it");
        }
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < TRAINING_DISK) {
                throw new LocalStackException("There are " + usable / MEBIBYTE + " MiB of disk left for " + folder
                        + ", and " + TRAINING_DISK / MEBIBYTE + " MiB are needed for it");
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot tell how much disk is left for " + folder, e);
        }
    }

    static void checkDisk(Path folder) {
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < NEEDED_DISK) {
                throw new LocalStackException("There are " + usable / MEBIBYTE + " MiB of disk left for " + folder
                        + ", and the platform needs " + NEEDED_DISK / MEBIBYTE + " MiB. Maybe free some, or set"
                        + " SHOPKEEPER_HOME to a folder on another disk.");
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot tell how much disk is left for " + folder, e);
        }
    }

    static void checkPort(String process, int port, String variable) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (IOException e) {
            OptionalLong owner = owner(port);
            String who = owner.isEmpty()
                    ? "another program (perhaps by one of its outgoing connections)"
                    : "process " + owner.getAsLong()
                            + ProcessHandle.of(owner.getAsLong())
                                    .flatMap(handle -> handle.info().command())
                                    .map(command -> " (" + command + ")")
                                    .orElse("");
            throw new LocalStackException("Port " + port + " for " + process + " is in use by " + who
                    + ". Maybe stop it, or move Shopkeeper: " + variable + "=... for this port,"
                    + " SHOPKEEPER_PORT_OFFSET=1000 for all.");
        }
    }

    /** Memory that can be had without swapping, within the limit of the container if there is one. */
    static long availableMemory() {
        long available = Long.MAX_VALUE;
        try {
            Path meminfo = Path.of("/proc/meminfo");
            if (Files.exists(meminfo)) {
                for (String line : Files.readAllLines(meminfo)) {
                    if (line.startsWith("MemAvailable:")) {
                        available = Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
                    }
                }
            }
            Path limit = Path.of("/sys/fs/cgroup/memory.max");
            if (Files.exists(limit) && !Files.readString(limit).startsWith("max")) {
                long used = Long.parseLong(Files.readString(Path.of("/sys/fs/cgroup/memory.current"))
                        .strip());
                long cached = Files.readAllLines(Path.of("/sys/fs/cgroup/memory.stat")).stream()
                        .filter(line -> line.startsWith("inactive_file "))
                        .mapToLong(line -> Long.parseLong(line.substring("inactive_file ".length())))
                        .sum();
                available = Math.min(
                        available, Long.parseLong(Files.readString(limit).strip()) - used + cached);
            }
        } catch (IOException | NumberFormatException e) {
            return available;
        }
        return available;
    }

    /** The process that listens there, as far as this user may see it. */
    static OptionalLong owner(int port) {
        String hexadecimalPort = String.format(":%04X", port);
        List<String> inodes = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(Machine::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 9 && words[1].endsWith(hexadecimalPort) && words[3].equals("0A"))
                .map(words -> "socket:[" + words[9] + "]")
                .toList();
        if (inodes.isEmpty()) {
            return lsof(port);
        }
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> holds(pid, inodes))
                .findFirst();
    }

    private static boolean holds(long pid, List<String> inodes) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return inodes.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static OptionalLong lsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines()
                    .mapToLong(line -> Long.parseLong(line.strip()))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
