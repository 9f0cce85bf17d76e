# Reads from the launcher, line by line, which processes it runs ("GROUP PID PID ..."), until "end" or the end of the
# input. The latter means that the launcher is gone without a word: its children are then stopped in order.
trap '' INT TERM HUP
applications='' broker='' database=''
while read -r group pids; do
  case $group in
    applications) applications=$pids ;;
    broker) broker=$pids ;;
    database) database=$pids ;;
    end) exit 0 ;;
  esac
done

stop() { # SIGNAL LAST_RESORT TENTHS PID...
  signal=$1 last=$2 tenths=$3
  shift 3
  [ $# -gt 0 ] || return 0
  kill -s "$signal" "$@" 2>/dev/null
  while [ "$tenths" -gt 0 ]; do
    alive=''
    for pid; do
      kill -0 "$pid" 2>/dev/null && alive=$pid
    done
    [ -n "$alive" ] || return 0
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -s "$last" "$@" 2>/dev/null
}

stop TERM KILL 50 $applications
stop TERM KILL 30 $broker
stop INT QUIT 50 $database
