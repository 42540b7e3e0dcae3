using System.Globalization;
using Maintenance.Pmml;
using Maintenance.Pmml.Tests;
using Maintenance.Training.Rows;
using Maintenance.Training.Tables;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>A table to train from.</summary>
internal sealed class TrainingTableTarget : FolderTarget
{
    public override string Name => "table-training";

    public override IReadOnlyList<Type> Reads => [typeof(CsvTrainingData), typeof(CsvFile)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Utf8("x,y,c,g\n1,2,a,1\n2,?,b,2\nNA,4,a,3\n4,1e3,b,4\n"), Utf8("c;x;g\r\n1;0,5;a\r\n2;\"1\";b\r\n3;;c\r\n")];

    public override IReadOnlyList<string> Words { get; } = ["x", "y", "c", "g", "NA", "?", "null", "NaN", "\"a,b\"", "\"a\nb\""];

    public override bool Refuses(Exception error) => error is TrainingDataException or FormatException;

    protected override string ReadFile(byte[] input)
    {
        var data = CsvTrainingData.Read(Write("t.csv", input), "c", "g", new TableRequest());
        Require(data.Table.Count > 0, "a table without rows was accepted");
        return string.Create(CultureInfo.InvariantCulture, $"{data.Table.Count} rows: {string.Join("; ", data.LeftOut)}");
    }
}

/// <summary>A table to score.</summary>
internal sealed class ScoredTableTarget : FolderTarget
{
    private readonly PmmlModel _model = PmmlModel.Load(Utf8(FuzzDocuments.All["tree"]));

    public override string Name => "table-scored";

    public override IReadOnlyList<Type> Reads => [typeof(CsvFile), typeof(TableScorer)];

    public override IReadOnlyList<byte[]> Seeds { get; } = [Utf8("x,y\n1,2\n,4\nNA,1e3\n"), Utf8("z\tx\r\na\t1\r\n")];

    public override IReadOnlyList<string> Words { get; } = ["x", "y", "NA", "N/A", "?", "\"1\"", "\"", "\t"];

    public override bool Refuses(Exception error) => error is FormatException;

    protected override string ReadFile(byte[] input)
    {
        var table = CsvFile.Read(Write("t.csv", input));
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var writing = new TableScorer(_model, table, "t.csv").WriteAsync(text, CancellationToken.None);
        writing.GetAwaiter().GetResult();
        var scored = text.ToString().Split('\n');
        Require(scored.Length == table.Rows.Count + 2, "a row in is not a row out");
        return scored[^2];
    }
}
