using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// One well: all its time logs merged into one stream of readings. Each distinct row of each log is one reading (logs differ in averaging
/// and rate, so even rows of the same second do not agree and are not joined); see <c>docs/formats/witsml.md</c>.
/// </summary>
internal sealed class WitsmlWell
{
    private const long MinGapMicros = 60_000_000;

    private readonly IReadOnlyList<WitsmlLog> _logs;
    private readonly WitsmlCurvePlan[] _plans;
    private readonly LogAccount[] _accounts;

    public WitsmlWell(string asset, IReadOnlyList<WitsmlLog> logs, WitsmlCurvePlan[] plans, CancellationToken cancellationToken)
    {
        Asset = asset;
        _logs = logs;
        _plans = plans;
        _accounts = [.. logs.Select(l => new LogAccount(AbsentChunks(l), Threshold(l)))];
        Stream = Account(cancellationToken);
    }

    public string Asset { get; }

    public RecordedStream Stream { get; }

    public IEnumerable<RecordedCurve> Curves => _plans.SelectMany(p => p.Curves);

    public IEnumerable<RecordedLog> Logs => _logs.Select((log, i) => new RecordedLog(
        Asset, log.Name, log.Uid, log.Chunks.DistinctBy(c => c.File).Count(), _accounts[i].Rows,
        _accounts[i].Distinct, _accounts[i].Rows - _accounts[i].Distinct, _accounts[i].Conflicting, _accounts[i].Gaps));

    /// <summary>Every row in time order with its sequence; repeated rows are marked.</summary>
    public IEnumerable<(RecordedRow Row, long Sequence, bool Repeated)> Rows()
    {
        var chunks = _logs.SelectMany(l => l.Chunks.Select(c => (c.FirstUnixMicros, (Func<IEnumerable<RecordedRow>>)(() => l.Rows(c)))))
            .ToList();
        var counted = new HashSet<RecordedGap>();
        var next = 0L;
        var last = default(RecordedRow);
        var lastSequence = -1L;
        foreach (var row in RowMerge.Merge(chunks))
        {
            // The merge sorts by time, log, text: a repeated row directly follows its first occurrence.
            var repeated = lastSequence >= 0 && row == last;
            if (!repeated)
            {
                next += MissingBefore(row, counted);
                (last, lastSequence) = (row, next++);
            }
            yield return (row, lastSequence, repeated);
        }
    }

    public List<(RecordedTarget Target, float Value)> ValuesOf(RecordedRow row) => _plans[row.Log].ValuesOf(row.Text);

    // Rows of missing chunks get sequence numbers too, so that completeness shows them as missing.
    private long MissingBefore(RecordedRow row, HashSet<RecordedGap> counted)
    {
        var missing = 0L;
        foreach (var gap in _accounts[row.Log].Absent)
            if (gap.ToUnixMicros == row.TimeUnixMicros && counted.Add(gap)) missing += gap.MissingRows;
        return missing;
    }

    private RecordedStream Account(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"witsml\n{Asset}\n"));
        long distinct = 0, repeatedRows = 0, end = 0, first = long.MaxValue, last = long.MinValue;
        foreach (var (row, sequence, repeated) in Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _accounts[row.Log].Note(row, repeated);
            if (repeated)
            {
                repeatedRows++;
                continue;
            }
            hash.AppendData(Encoding.UTF8.GetBytes($"{_logs[row.Log].Uid}\n{row.Text}\n"));
            distinct++;
            end = sequence + 1;
            first = Math.Min(first, row.TimeUnixMicros);
            last = Math.Max(last, row.TimeUnixMicros);
        }
        // 62 bits: positive, with headroom in a signed 64-bit integer.
        var epoch = (long)(BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset()) >> 2);
        return new RecordedStream(Asset, epoch, distinct, repeatedRows, end - distinct, first, last);
    }

    private static long Threshold(WitsmlLog log) => Math.Max(MinGapMicros, 20 * log.MedianStepMicros);

    /// <summary>
    /// Numbered chunks (00001, 00002, 00006) reveal missing ones. A server cuts chunks at a fixed number of rows and begins each with the
    /// last row of the previous one; so k missing chunks of N rows between two present ones held k·N − (k + 1) rows found nowhere
    /// else.
    /// </summary>
    private static List<RecordedGap> AbsentChunks(WitsmlLog log)
    {
        var gaps = new List<RecordedGap>();
        var full = log.Chunks.Max(c => c.Rows);
        for (var i = 1; i < log.Chunks.Count; i++)
        {
            var (before, after) = (log.Chunks[i - 1], log.Chunks[i]);
            var absent = after.Number - before.Number - 1;
            if (before.Number < 0 || absent <= 0 || Path.GetDirectoryName(before.File) != Path.GetDirectoryName(after.File)
                || after.FirstUnixMicros <= before.LastUnixMicros) continue;
            var rows = absent * full - (absent + 1);
            gaps.Add(new RecordedGap(before.LastUnixMicros, after.FirstUnixMicros, rows,
                $"chunks {before.Number + 1}-{after.Number - 1} are missing: {absent} × {full} rows, less {absent + 1} repeated by "
                    + "neighbours"));
        }
        return gaps;
    }

    /// <summary>Counts the rows of one log.</summary>
    private sealed class LogAccount(List<RecordedGap> absent, long threshold)
    {
        private readonly List<RecordedGap> _silent = [];
        private long _last = long.MinValue;

        public IReadOnlyList<RecordedGap> Absent => absent;

        public long Rows { get; private set; }

        public long Distinct { get; private set; }

        public long Conflicting { get; private set; }

        public IReadOnlyList<RecordedGap> Gaps => [.. absent.Concat(_silent).OrderBy(g => g.FromUnixMicros)];

        public void Note(RecordedRow row, bool repeated)
        {
            Rows++;
            if (repeated) return;
            Distinct++;
            if (row.TimeUnixMicros == _last) Conflicting++;
            else if (_last != long.MinValue && row.TimeUnixMicros - _last > threshold
                && !absent.Exists(g => g.ToUnixMicros == row.TimeUnixMicros))
                _silent.Add(new RecordedGap(_last, row.TimeUnixMicros, 0, "no rows"));
            _last = row.TimeUnixMicros;
        }
    }
}
