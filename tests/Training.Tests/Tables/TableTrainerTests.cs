using System.Globalization;
using System.Text;
using System.Text.Json;
using Maintenance.Pmml;
using Maintenance.Training.Rows;
using Maintenance.Training.Tables;

namespace Maintenance.Training.Tests.Tables;

/// <summary>A model from a CSV file of another domain: turbofan-like engines with missing values.</summary>
public sealed class TableTrainerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("train-table-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, "cycles_left", "regression")]
    [InlineData(null, "state", "classification")]
    public void A_table_with_missing_values_gives_a_model_that_beats_the_constant_and_a_card_that_tells_how(string? kind, string target,
        string found)
    {
        var request = new TableRequest
        {
            Kind = kind, Rounds = 80, Depth = 3, Features = target == "state"
            ? ["temp", "pressure", "speed"] : []
        };
        var (file, output) = (Write("engines.csv", Engines()), Path("engines.pmml"));
        var data = CsvTrainingData.Read(file, target, "engine", request);
        var figures = new TableTrainer(request).Train(data, output, (_, _) => { }, CancellationToken.None);
        (figures.Rows, figures.Groups, figures.Folds).ShouldBe((496, 12, 5));
        if (found == "regression") figures.RootMeanSquareError!.Value.ShouldBeLessThan(0.6 * figures.ConstantRootMeanSquareError!.Value);
        else (1 - figures.Accuracy!.Value).ShouldBeLessThan(0.6 * (1 - figures.MajorityShare!.Value));

        var model = PmmlModel.LoadFile(output);
        model.Inputs.ShouldBe(target == "state"
            ? ["temp", "pressure", "speed"] : ["cycle", "temp", "pressure", "speed"], ignoreOrder: true);
        using var card = JsonDocument.Parse(File.ReadAllText(Path("engines.card.json")));
        var root = card.RootElement;
        root.GetProperty("kind").GetString().ShouldBe(found);
        root.GetProperty("data").GetString()!.ShouldContain("engines.csv, SHA-256 ");
        string.Join('|', root.GetProperty("leftOut").EnumerateArray().Select(l => l.GetString())).ShouldBe(
            target == "state" ? "2 rows without state" : "2 rows without cycles_left|column state: 'fit' in labelled row 1 is not a "
                + "number|column maker: it has only one value");
        var pressure = root.GetProperty("features").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "pressure");
        pressure.GetProperty("missingShare").GetDouble().ShouldBeInRange(0.05, 0.25);
        root.GetProperty("metrics").GetProperty("rows").GetInt32().ShouldBe(496);

        var again = new TableTrainer(request).Train(data, Path("again.pmml"), (_, _) => { }, CancellationToken.None);
        (File.ReadAllBytes(Path("again.pmml")).AsSpan().SequenceEqual(File.ReadAllBytes(output)))
            .ShouldBeTrue("the same seed gives the same document");
        again.Rounds.ShouldBe(figures.Rounds);
    }

    [Theory]
    [InlineData("x,g,y\n1,a,1\n2,b,2\n3,b,3", "y", "g", null, "2 groups; at least 3 are needed")]
    [InlineData("x,g,y\n1,a,4\n2,b,4\n3,c,4", "y", "g", null, "y is 4 in every labelled row")]
    [InlineData("x,g,y\n1,a,ok\n2,b,ok\n3,c,ok", "y", "g", null, "y is 'ok' in every labelled row")]
    [InlineData("x,g,y\n1,a,1\n2,b,2\n3,c,3", "z", "g", null, "no column 'z'. It has: x, g, y.")]
    [InlineData("x,g,y\n1,a,1\n2,b,2\n3,c,3", "y", "asset", null, "--group: ")]
    [InlineData("x,g,y\n1,a,1\n2,b,2\n3,c,3", "y", "y", null, "--target and --group are both 'y'")]
    [InlineData("x,g,y\n1,a,ok\n2,b,bad\n3,c,ok", "y", "g", null, "Class 'bad' of y occurs in one group only, 'b'")]
    [InlineData("x,g,y\n1,a,1\n2,b,soon\n3,c,3", "y", "g", "regression", "labelled row 2 is 'soon', not a number")]
    [InlineData("x,g,y\nred,a,1\nblue,b,2\nred,c,3", "y", "g", null,
        "no column to learn from: column x: 'red' in labelled row 1 is not a number")]
    [InlineData("x,g,y\n1,a,1\n2,,2\n3,c,3", "y", "g", null, "labelled row 2 of")]
    [InlineData("x,g,y\n1,a,\n2,b,NA\n3,c,?", "y", "g", null, "has no row with a value")]
    public void What_cannot_be_learnt_from_is_refused_with_the_reason_and_nothing_is_written(string csv, string target, string group,
        string? kind, string words)
    {
        var request = new TableRequest { Kind = kind };
        Should.Throw<TrainingDataException>(() => new TableTrainer(request).Train(
            CsvTrainingData.Read(Write("bad.csv", csv), target, group, request), Path("bad.pmml"), (_, _) =>
                { }, CancellationToken.None)).Message.ShouldContain(words);
        _folder.GetFiles("*.pmml*").ShouldBeEmpty();
    }

    [Fact]
    public void A_column_asked_for_that_is_no_number_is_refused_and_not_left_out()
    {
        var request = new TableRequest { Features = ["temp", "maker"] };
        Should.Throw<TrainingDataException>(() =>
            CsvTrainingData.Read(Write("engines.csv", Engines()), "cycles_left", "engine",
            request)).Message.ShouldContain("'maker' cannot be used");
    }

    // Twelve engines that wear out: temperature rises and pressure falls with wear, each sensor is missing now and then.
    private static string Engines()
    {
        var random = new Random(4);
        var text = new StringBuilder("engine,cycle,temp,pressure,speed,state,maker,cycles_left\n");
        for (var engine = 0; engine < 12; engine++)
        {
            var life = 40 + (engine % 4);
            for (var cycle = 0; cycle < life; cycle++)
            {
                var wear = Math.Pow((double)cycle / life, 2);
                string[] cells =
                [
                    $"E{engine}", $"{cycle}", Cell(600 + (60 * wear) + (6 * random.NextDouble())),
                    Cell(30 - (5 * wear) + random.NextDouble()), Cell(9000 + (200 * random.NextDouble())),
                    wear > 0.5 ? "worn" : "fit", "7", $"{life - cycle}",
                ];
                if (engine == 3 && cycle is 5 or 6) (cells[5], cells[7]) = ("", "NA");
                text.AppendJoin(',', cells).Append('\n');
            }
        }
        return text.ToString();

        string Cell(double value) => random.NextDouble() < 0.12
            ? random.Next(2) == 0 ? "" : "NA" : value.ToString("F3", CultureInfo.InvariantCulture);
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }
}
