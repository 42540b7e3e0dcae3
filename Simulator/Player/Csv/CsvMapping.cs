using System.Text.Json;
using System.Text.Json.Serialization;
using Maintenance.Core.Assets;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>How a CSV file maps to telemetry; JSON, specified in <c>docs/formats/replay-csv.md</c>.</summary>
internal sealed class CsvMapping
{
    private static readonly AssetId AnyAsset = AssetId.Parse("any");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    /// <summary>Asset id; <c>{file}</c> stands for the file's name up to its first dot. Default "{file}".</summary>
    public string Asset { get; init; } = "{file}";

    /// <summary>Column that names the asset; its value is appended to <see cref="Asset"/> if that is set, otherwise it is the id.</summary>
    public string? AssetColumn { get; init; }

    public string Region { get; init; } = "unknown";

    public string Site { get; init; } = "unknown";

    public string Rig { get; init; } = "unknown";

    public double? BitDiameterM { get; init; }

    public IReadOnlyList<MeasurementLocationEntry?>? MeasurementLocations { get; init; }

    public double? LatitudeDeg { get; init; }

    public double? LongitudeDeg { get; init; }

    /// <summary>Field delimiter, one character.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Decimal separator of numbers: a point (default) or a comma.</summary>
    public string DecimalSeparator { get; init; } = ".";

    /// <summary>Lines before the header line.</summary>
    public int SkipLines { get; init; }

    public CsvTimeMapping? Time { get; init; }

    /// <summary>Texts that mean "missing", in addition to <see cref="MissingValue"/>; numbers compare as numbers.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = ["-999.25", "-9999"];

    /// <summary>Column header → channel and unit.</summary>
    public IReadOnlyDictionary<string, CsvColumnMapping> Columns { get; init; } =
        new Dictionary<string, CsvColumnMapping>(StringComparer.Ordinal);

    /// <summary>Columns not in <see cref="Columns"/>: "auto" (by header, the default) or "ignore".</summary>
    public string OtherColumns { get; init; } = "auto";

    public static CsvMapping Load(string? file)
    {
        if (file is null) return new CsvMapping();
        try
        {
            using var stream = File.OpenRead(file);
            var mapping = JsonSerializer.Deserialize<CsvMapping>(stream, Json)
                ?? throw new RecordedDataException($"Mapping '{file}' is null.");
            mapping.Check(file);
            return mapping;
        }
        catch (JsonException error)
        {
            throw new RecordedDataException($"Mapping '{file}', line {error.LineNumber + 1}: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new RecordedDataException($"Mapping '{file}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The locations that it states for an asset; null when it states none.</summary>
    public MeasurementLocations? LocationsOf(AssetId asset) => LocationsOf(asset, (_, _) => { });

    private MeasurementLocations? LocationsOf(AssetId asset, Action<string, string> refuse) =>
        MeasurementLocationEntry.Check(asset, MeasurementLocations, refuse);

    private void Check(string file)
    {
        Require(Delimiter.Length == 1, $"delimiter is '{Delimiter}'; it must be one character");
        Require(DecimalSeparator is "." or ",", $"decimalSeparator is '{DecimalSeparator}'; allowed: a point or a comma");
        Require(DecimalSeparator != Delimiter, $"delimiter and decimalSeparator are both '{Delimiter}'");
        Require(SkipLines >= 0, $"skipLines is {SkipLines}; it must be 0 or more");
        Require(OtherColumns is "auto" or "ignore", $"otherColumns is '{OtherColumns}'; allowed: auto, ignore");
        Require(LatitudeDeg is null or (>= -90 and <= 90), $"latitudeDeg is {LatitudeDeg}; allowed: -90 to 90");
        Require(LongitudeDeg is null or (>= -180 and <= 180), $"longitudeDeg is {LongitudeDeg}; allowed: -180 to 180");
        _ = LocationsOf(AnyAsset, (field, problem) => Require(false, $"{field}: {problem.TrimEnd('.')}"));
        Require(BitDiameterM is null or > 0, $"bitDiameterM is {BitDiameterM}; it must be more than 0");
        var twice = Columns.Keys.GroupBy(c => c.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        Require(twice is null, $"columns names '{twice?.Key}' twice, but headers are compared whatever their case");
        Time?.Check(file);

        void Require(bool holds, string problem)
        {
            if (!holds) throw new RecordedDataException($"Mapping '{file}': {problem}.");
        }
    }
}

/// <summary>Destination of one column.</summary>
internal sealed class CsvColumnMapping
{
    /// <summary>Name or mnemonic of a standard channel, or the name of a custom channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Unit symbol of the values; if absent, the channel's unit.</summary>
    public string? Unit { get; init; }
}
