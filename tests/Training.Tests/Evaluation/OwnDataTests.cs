using System.Globalization;
using System.Text;
using Maintenance.Training.Evaluation.Ai4i;
using Maintenance.Training.Evaluation.CMapss;
using Maintenance.Training.Evaluation.Pmml;
using Maintenance.Training.Evaluation.StuckPipe;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>Evaluations of data of the user's own, and what they say of data that cannot be used.</summary>
public sealed class OwnDataTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("own-data-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Stuck_pipe_is_judged_in_one_folder_by_the_cases_of_another_though_minutes_are_empty()
    {
        Cases("train", "dh1", stuck: 4, normal: 4);
        Cases("test", "dh2", stuck: 2, normal: 3, minute: (t, torque) => t == 110 ? "" : torque);
        var figures = StuckPipeEvaluation.Run(PathOf("train"), PathOf("test"));
        (figures.Cases, figures.Stuck).ShouldBe((5, 2));
        figures.Scores[0].AreaOverAll.ShouldBe(1, "torque is irregular before the pipe is stuck, and nothing else");
        figures.Protocol.ShouldContain(PathOf("train"));
    }

    [Theory]
    [InlineData(115, "?", "60sec_Torque has 5 values in its last 20 minutes; at least 10 are needed")]
    [InlineData(1, "n.a.", "line 2: 'n.a.' in 60sec_Torque is not a number")]
    public void A_case_that_cannot_be_used_is_named(int from, string cell, string because)
    {
        Cases("train", "dh1", stuck: 2, normal: 2);
        Cases("test", "dh2", stuck: 1, normal: 1, minute: (t, torque) => t == from - 1 || (from > 100 && t < from) ? cell : torque);
        var error = Should.Throw<Exception>(() => StuckPipeEvaluation.Run(PathOf("train"), PathOf("test")));
        error.Message.ShouldStartWith(Path.Combine(PathOf("test"), "dh2_case1"));
        error.Message.ShouldContain(because);
    }

    [Fact]
    public void Cases_that_cannot_be_compared_are_refused()
    {
        Directory.CreateDirectory(PathOf("empty"));
        Refusal(() => StuckPipeEvaluation.Run(PathOf("empty"))).ShouldContain("has no file of drilling cases");
        Refusal(() => StuckPipeEvaluation.Run(PathOf("absent"))).ShouldContain("There is no folder");
        Cases("one", "dh1", stuck: 2, normal: 2);
        StuckPipeEvaluation.Run(PathOf("one")).Scores[0].Holes.Keys.ShouldBe(["dh1"], "nothing is learnt, so one hole is enough");
        Cases("normal", "dh1", stuck: 0, normal: 3);
        Refusal(() => StuckPipeEvaluation.Run(PathOf("one"), PathOf("normal"))).ShouldContain("All cases to judge are normal");
    }

    [Fact]
    public void Machine_failures_of_one_file_are_judged_by_the_rows_of_another()
    {
        Milling("train.csv", 400, seed: 1);
        Milling("test.csv", 150, seed: 2);
        var figures = Ai4iEvaluation.Run(PathOf("train.csv"), PathOf("test.csv"), seed: 1, CancellationToken.None);
        figures.Rows.ShouldBe(150);
        figures.Failures.ShouldBeInRange(20, 60);
        figures.F1.ShouldBeGreaterThan(0.9, "a tool fails above 200 minutes of wear, and then only");
    }

    [Theory]
    [InlineData("L,300,310,1500,40,ten,0", "line 3: 'ten' in Tool wear [min] is not a number")]
    [InlineData("L,300,310,1500,?,10,0", "line 3: '?' in Torque [Nm] is not a number")]
    [InlineData("X,300,310,1500,40,10,0", "line 3: 'X' in Type is not L, M or H")]
    [InlineData("L,300,310,1500,40,10,yes", "line 3: 'yes' in Machine failure is not 0 or 1")]
    [InlineData("L,300,310,1500,40,10,0", "has 0 rows with a failure and 2 without; training needs 10 of each")]
    public void A_row_that_cannot_be_used_is_named(string row, string because)
    {
        File.WriteAllText(PathOf("m.csv"), $"{MillingHead}\nM,300,310,1500,40,10,0\n{row}\n");
        var error = Should.Throw<Exception>(() => Ai4iEvaluation.Run(PathOf("m.csv"), seed: 1, CancellationToken.None));
        error.Message.ShouldStartWith(PathOf("m.csv"));
        error.Message.ShouldContain(because);
    }

    [Fact]
    public void Engines_of_one_file_are_judged_by_those_of_another_truncated_or_run_to_failure()
    {
        Engines("train_FD002.txt", [100, 110, 120, 130, 140, 100, 110, 120, 130, 140]);
        Engines("test_FD002.txt", [40, 60, 90]);
        File.WriteAllText(PathOf("RUL_FD002.txt"), "80\n60 \n30\n");
        var evaluation = new CMapssEvaluation(rounds: 60, seed: 1);
        var truncated = evaluation.Judge(_folder.FullName, "FD002", _ => { }, CancellationToken.None);
        (truncated.Units, truncated.Moments, truncated.Protocol).ShouldBe((3, 3, "test engines, last cycle"));
        truncated.RmseTrueRul.ShouldBeLessThan(30);

        Engines("own.txt", [120, 20]);
        var failed = evaluation.Judge("own", PathOf("train_FD002.txt"), PathOf("own.txt"), null, _ => { }, CancellationToken.None);
        (failed.Units, failed.Moments).ShouldBe((1, 90), "every cycle from the 31st; the second engine has none");

        File.Delete(PathOf("RUL_FD002.txt"));
        evaluation.Judge(_folder.FullName, "FD002", _ => { }, CancellationToken.None).Protocol
            .ShouldBe("training engines, cross-validated");
    }

    [Theory]
    [InlineData("1 2 3", "test.txt, line 2: expected 26 columns")]
    [InlineData("1 2 x 0 0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "test.txt, line 2: 'x' is not a number")]
    [InlineData("2 1 0 0 0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "has 2 engines, but")]
    [InlineData("1 2 9 0 0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "Engine 1 flies in its cycle 2 at 9 thousand feet")]
    public void An_engine_that_cannot_be_judged_is_named(string line, string because)
    {
        Engines("train.txt", [100, 110, 120, 130, 140]);
        Engines("test.txt", [1]);
        File.AppendAllText(PathOf("test.txt"), line + "\n");
        File.WriteAllText(PathOf("lives.txt"), "5\n");
        var error = Should.Throw<Exception>(() => new CMapssEvaluation(rounds: 5, seed: 1).Judge("own", PathOf("train.txt"),
            PathOf("test.txt"), PathOf("lives.txt"), _ => { }, CancellationToken.None));
        (error is AggregateException several ? several.InnerExceptions[0] : error).Message.ShouldContain(because);
    }

    [Fact]
    public void Files_that_are_no_engines_or_lives_or_manifest_are_named()
    {
        Engines("two.txt", [100, 110]);
        Engines("train.txt", [100, 110, 120, 130, 140]);
        File.WriteAllText(PathOf("lives.txt"), "5\nlong\n");
        var evaluation = new CMapssEvaluation(rounds: 5, seed: 1);
        Refusal(() => evaluation.Judge("own", PathOf("two.txt"), PathOf("two.txt"), null, _ => { }, CancellationToken.None))
            .ShouldContain("two.txt has 2 engines; each of the 5 folds");
        Refusal(() => evaluation.Judge("own", PathOf("train.txt"), PathOf("two.txt"), PathOf("lives.txt"), _ => { },
            CancellationToken.None))
            .ShouldContain("lives.txt, line 2: 'long' is not a number of cycles");
        Refusal(() => evaluation.Judge(_folder.FullName, "FD001", _ => { }, CancellationToken.None)).ShouldContain("has no "
            + "train_FD001.txt");
        Refusal(() => ManifestReader.Evaluate(PathOf("lives.txt"), CancellationToken.None)).ShouldContain("lives.txt is neither a "
            + "manifest");
        Refusal(() => ManifestReader.Evaluate(_folder.FullName, CancellationToken.None)).ShouldContain("has no document");
    }

    private static string Refusal(Func<object> act) => Should.Throw<Exception>(() => { act(); }).Message;

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Cases(string folder, string hole, int stuck, int normal, Func<int, string, string>? minute = null)
    {
        Directory.CreateDirectory(PathOf(folder));
        var random = new Random(stuck + normal);
        for (var k = 1; k <= stuck + normal; k++)
        {
            var text = new StringBuilder("id,60sec_HKL,60sec_Torque,60sec_RPM\n");
            for (var t = 0; t < 120; t++)
            {
                var torque = 1_000 + (random.NextDouble() * (k <= stuck && t >= 100 ? 400 : 40));
                var cell = torque.ToString("F1", CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $"{t},270,{minute?.Invoke(t, cell) ?? cell},120\n");
            }
            File.WriteAllText(Path.Combine(PathOf(folder), $"{hole}_case{k}{(k <= stuck ? "" : "n")}_own.csv"), text.ToString());
        }
    }

    private const string MillingHead = "Type,Air temperature [K],Process temperature [K],Rotational speed [rpm],Torque [Nm],Tool wear "
        + "[min],Machine failure";

    private void Milling(string name, int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(MillingHead).Append('\n');
        for (var i = 0; i < rows; i++)
        {
            var wear = random.Next(250);
            text.Append(CultureInfo.InvariantCulture,
                $"{"LMH"[random.Next(3)]},{300 + random.Next(5)},{310 + random.Next(5)},{1500 + random.Next(300)},"
                + $"{30 + random.Next(9)},{wear},")
                .Append(wear > 200 ? "1\n" : "0\n");
        }
        File.WriteAllText(PathOf(name), text.ToString());
    }

    // Each engine lives 140 cycles less what is cut off; the first three sensors rise with wear.
    private void Engines(string name, int[] cycles)
    {
        var random = new Random(cycles.Length);
        var text = new StringBuilder();
        for (var unit = 0; unit < cycles.Length; unit++)
            for (var t = 1; t <= cycles[unit]; t++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{unit + 1} {t} 0 0 100");
                for (var s = 0; s < 21; s++)
                    text.Append(CultureInfo.InvariantCulture, $" {(s < 3 ? t + (10 * random.NextDouble()) : 1):F2}");
                text.Append("  \n");
            }
        File.WriteAllText(PathOf(name), text.ToString());
    }
}
