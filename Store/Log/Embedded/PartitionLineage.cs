using System.Text;
using Maintenance.Core.Log;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// Identity of a partition's log, in its file <c>lineage</c> (<c>docs/formats/embedded-log.md</c>). Each opening starts a span at the end
/// that was recovered, so that a partition that continues from an older copy of itself, or from an older commit, can be told from the
/// original.
/// <para>Failure: the span is written before the first commit of this opening, hence before anybody can read a record of it; an opening
/// that appends nothing writes nothing, unless there is no earlier span: then nothing would show at the next opening that it is
/// the same partition, so the file is written at once, and until that succeeds the lineage is unknown. A file that
/// cannot be read counts as missing: readers that know the partition by its lineage then stop and report it.</para>
/// <para>Threading: <see cref="Save"/> by the opener, then by the partition's writer; the rest by any.</para>
/// </summary>
internal sealed class PartitionLineage
{
    private const string FileName = "lineage";

    private readonly string _path;
    private readonly LogLineage _lineage;
    private volatile bool _isSaved;

    private PartitionLineage(string path, LogLineage lineage) => (_path, _lineage) = (path, lineage);

    /// <summary>
    /// Spans of the file up to the partition's end, then the one of this opening; unknown while the only span is not yet saved.
    /// </summary>
    public LogLineage Lineage => _isSaved || _lineage.Spans.Count > 1 ? _lineage : LogLineage.Unknown;

    /// <summary>True once the lineage is saved.</summary>
    public bool IsSaved => _isSaved;

    /// <param name="settings">Partition.</param>
    /// <param name="end">Offset at which the partition continues.</param>
    /// <param name="logger">Logs a file that cannot be read.</param>
    public static PartitionLineage Open(PartitionSettings settings, long end, ILogger logger)
    {
        var path = Path.Combine(settings.Directory, FileName);
        // A span starting at or after the end is empty: nothing was appended, or it was cut off.
        var before = Read(path, settings, logger).Spans.Where(s => s.Start < end).ToArray();
        var span = new LogSpan(Guid.NewGuid().ToString("N"), before.Length == 0 ? 0 : end);
        var lineage = new PartitionLineage(path, LogLineage.Of([.. before, span]));
        if (before.Length == 0) lineage.TrySave();
        return lineage;
    }

    public void Save()
    {
        AtomicFile.Write(_path, Encoding.ASCII.GetBytes(_lineage.ToString()));
        _isSaved = true;
    }

    // A full disk must not prevent reading the log; the writer retries before its first commit.
    private void TrySave()
    {
        try
        {
            Save();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _isSaved = false;
        }
    }

    private static LogLineage Read(string path, PartitionSettings settings, ILogger logger)
    {
        if (!File.Exists(path)) return LogLineage.Unknown; // a new partition, or one from a build without lineage files
        try
        {
            return LogLineage.Parse(File.ReadAllText(path));
        }
        catch (FormatException error)
        {
            EmbeddedLogMessages.LineageUnreadable(logger, settings.Name, path, error);
            return LogLineage.Unknown;
        }
    }
}
