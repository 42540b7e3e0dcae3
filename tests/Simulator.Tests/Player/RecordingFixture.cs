using System.IO.Compression;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

/// <summary>A folder of recordings, read as the verb <c>replay</c> reads it.</summary>
internal sealed class RecordingFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>Asset id to use; null = that of the recording.</summary>
    public string? Asset { get; init; } = "W-1";

    public void Dispose() => _folder.Dispose();

    public string Write(string file, string text) => _folder.Write(file, text);

    public void Write(string file, byte[] bytes) => File.WriteAllBytes(System.IO.Path.Combine(_folder.Path, file), bytes);

    /// <summary>Writes a document with one log of 1.4.1.1.</summary>
    public void WriteLog(string file, string mnemonics, string units, params string[] rows) =>
        Write(file, Log("L1", "", Data(mnemonics, units, rows)));

    /// <summary>A document with one time log of 1.4.1.1.</summary>
    public static string Log(string name, string header, params string[] data) => $"""
        <logs xmlns="http://www.witsml.org/schemas/1series" version="1.4.1.1"><log uidWell="w" uidWellbore="b" uid="{name}"><nameWell>W 1</nameWell>
        <nameWellbore>B</nameWellbore><name>{name}</name><indexType>date time</indexType><indexCurve>Time</indexCurve>
        <nullValue>-999.25</nullValue>{header}{string.Concat(data)}</log></logs>
        """;

    /// <summary>A logData element.</summary>
    public static string Data(string mnemonics, string units, params string[] rows) => $"<logData><mnemonicList>{mnemonics}</mnemonicList>"
        + $"<unitList>{units}</unitList>{string.Concat(rows.Select(r => $"<data>{r}</data>"))}</logData>";

    public static byte[] Zip(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    public Task<Recording> ReadWitsmlAsync(params string[] units) => ReadAsync(RecordedFormat.Witsml, null, units);

    public Task<Recording> ReadCsvAsync(string? mapping = null, params string[] units) =>
        ReadAsync(RecordedFormat.Csv, mapping is null ? null : Write("mapping.json", mapping), units);

    private async Task<Recording> ReadAsync(RecordedFormat format, string? mapping, string[] units)
    {
        var source = await RecordedSources.OpenAsync(format, Path, mapping, Asset, RecordedUnits.Parse(units), CancellationToken.None);
        var records = new List<TelemetryRecord>();
        await foreach (var record in source.ReadAsync(CancellationToken.None)) records.Add(record);
        return new Recording(source.Description, records);
    }
}

/// <summary>A recording's description and records.</summary>
internal sealed record Recording(RecordedDescription Description, List<TelemetryRecord> Records)
{
    /// <summary>Values of a standard channel in the order of time; NaN where missing.</summary>
    public float[] Of(int channel) => Values(c => c.ChannelId == channel);

    /// <summary>Values of a named channel.</summary>
    public float[] Of(string name) => Values(c => c.Name == name);

    public IEnumerable<string> Channels => Records.SelectMany(r => r.Columns).Select(c => c.Name.Length > 0
        ? c.Name : StandardChannels.All[c.ChannelId].Name).Distinct(StringComparer.Ordinal);

    private float[] Values(Func<TelemetryColumn, bool> wanted) => [.. Records.SelectMany(r => r.Columns.Where(wanted).Select(c => c.Values)
        .DefaultIfEmpty([.. Enumerable.Repeat(float.NaN, r.ReadingCount)]).Single())];
}
