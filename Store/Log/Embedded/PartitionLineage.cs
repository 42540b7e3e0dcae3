using System.Text;
using Maintenance.Core.Log;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// Which log a partition is, in its file <c>lineage</c> (<c>docs/formats/embedded-log.md</c>). Each opening begins a span at the end that
/// was recovered, so that a partition that goes on from an older copy of itself, or from an older commit, can be told from the one it was.
/// <para>Failure: the span is written before the first commit of this opening, hence before anybody can read a record of it; an opening
/// that appends nothing writes nothing, unless there is no span before its own: then nothing else would show at the next opening that it is
/// the same partition, so the file is written at once, and until the disk takes it the partition does not tell which one it is. A file that
/// cannot be read is as good as none: whoever knows the partition by its lineage then stops and says so.</para>
/// <para>Threading: <see cref="Save"/> by whoever opens, then by the partition's writer; the rest by any.</para>
/// </summary>
internal sealed class PartitionLineage
{
    private const string FileName = "lineage";

    private readonly string _path;
    private readonly LogLineage _lineage;
    private volatile bool _isSaved;

    private PartitionLineage(string path, LogLineage lineage) => (_path, _lineage) = (path, lineage);

    /// <summary>
    /// Spans of the file as far as the partition reaches, then the one of this opening; unknown while the only span is in no file.
    /// </summary>
    public LogLineage Lineage => _isSaved || _lineage.Spans.Count > 1 ? _lineage : LogLineage.Unknown;

    /// <summary>True when the file says so too.</summary>
    public bool IsSaved => _isSaved;

    /// <param name="settings">Partition.</param>
    /// <param name="end">Offset at which it goes on.</param>
    /// <param name="logger">Told when the file cannot be read.</param>
    public static PartitionLineage Open(PartitionSettings settings, long end, ILogger logger)
    {
        var path = Path.Combine(settings.Directory, FileName);
        // A span from the end on holds nothing: nobody appended, or it was cut off.
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

    // A full disk must not keep a log from being read; the writer tries again before its first commit.
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
        if (!File.Exists(path)) return LogLineage.Unknown; // a new partition, or one of a build that wrote none
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
