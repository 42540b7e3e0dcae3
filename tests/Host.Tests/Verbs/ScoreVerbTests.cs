using System.CommandLine;
using Maintenance.Host.Verbs;

namespace Maintenance.Host.Tests.Verbs;

/// <summary><c>score</c>, as a user calls it.</summary>
public sealed class ScoreVerbTests : IDisposable
{
    private const string Model = """
        <PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4"><Header/><DataDictionary>
        <DataField name="wear" optype="continuous" dataType="double"/><DataField name="life" optype="continuous" dataType="double"/>
        </DataDictionary><RegressionModel functionName="regression"><MiningSchema><MiningField name="wear"/>
        <MiningField name="life" usageType="target"/></MiningSchema><RegressionTable intercept="10">
        <NumericPredictor name="wear" coefficient="-2"/></RegressionTable></RegressionModel></PMML>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("score-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_row_that_cannot_be_scored_leaves_the_earlier_output()
    {
        var output = Write("scores.csv", "earlier");
        (await ScoreAsync("wear\n1\nworn\n", output)).ShouldNotBe(0);
        (await File.ReadAllTextAsync(output)).ShouldBe("earlier");
        (await ScoreAsync("wear\n1\n?\n4\n", output)).ShouldBe(0);
        (await File.ReadAllTextAsync(output)).ShouldBe("life\n8\n\"\"\n2\n");
        _folder.GetFiles().Length.ShouldBe(3);
    }

    private Task<int> ScoreAsync(string table, string output) => VerbRunner.RunAsync(new RootCommand { ScoreVerb.Create() },
        ["score", "--model", Write("model.pmml", Model), "--input", Write("rows.csv", table), "--output", output]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
