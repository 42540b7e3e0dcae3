using System.Diagnostics;
using System.Text;

namespace Maintenance.Pmml.Tests;

/// <summary>
/// Cut and hostile documents: each is refused by element and line, or loads and scores. A stack overflow would end the process. Mutated
/// ones
/// are in <c>tests/Fuzz.Tests</c>.
/// </summary>
public sealed class HostileDocumentTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Kinds => [.. FuzzDocuments.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_truncated_document_is_refused(string kind)
    {
        var bytes = Encoding.UTF8.GetBytes(FuzzDocuments.All[kind]);
        LoadAndScore(bytes).ShouldBeTrue($"{kind} is valid as it stands");
        for (var length = 0; length < bytes.Length; length += 7)
            LoadAndScore(bytes.AsMemory(0, length)).ShouldBeFalse($"{kind}, {length} bytes");
    }

    [Theory]
    [InlineData("Node", 5_000)]
    [InlineData("Node", 200)]
    [InlineData("CompoundPredicate", 400)]
    [InlineData("Apply", 450)]
    [InlineData("MiningModel", 120)]
    [InlineData("Extension", 100_000)]
    public void Deep_nesting_is_refused_or_scores(string element, int depth)
    {
        var watch = Stopwatch.StartNew();
        LoadAndScore(Encoding.UTF8.GetBytes(FuzzDocuments.Nested(element, depth)));
        watch.Elapsed.ShouldBeLessThan(Longest);
    }

    [Theory]
    [InlineData("<!DOCTYPE PMML [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
        + "'&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>")]
    [InlineData("<!DOCTYPE PMML [<!ENTITY % remote SYSTEM 'file:///etc/passwd'> %remote;]>")]
    [InlineData("<!DOCTYPE PMML SYSTEM 'file:///dev/zero'>")]
    public void Entities_are_refused_unread(string prologue)
    {
        var watch = Stopwatch.StartNew();
        LoadAndScore(Encoding.UTF8.GetBytes(prologue + FuzzDocuments.All["tree"])).ShouldBeFalse();
        watch.Elapsed.ShouldBeLessThan(Longest);
    }

    [Fact]
    public void A_document_of_100_MiB_is_refused_before_it_is_copied()
    {
        var document = new byte[100 << 20];
        var head = Encoding.UTF8.GetBytes("<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'>");
        head.CopyTo(document, 0);
        document.AsSpan(head.Length).Fill((byte)' ');
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<PmmlException>(() => PmmlModel.Load(document)).Message.ShouldContain("bytes");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Huge_counts_cost_nothing()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var kind in FuzzDocuments.All)
            foreach (var name in (string[])["numberOfNeighbors", "n", "recordCount", "numberOfClusters", "sampleDataSize", "rank",
                "weight"])
                LoadAndScore(Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(kind.Value, $" {name}='[^']*'",
                    $" {name}='2000000000'")));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(256L << 20);
    }

    [Fact]
    public void A_truncated_native_model_is_refused_or_scores()
    {
        foreach (var text in (string[])[FuzzDocuments.Xgboost, FuzzDocuments.LightGbm])
        {
            LoadNative(text).ShouldBeTrue();
            for (var length = 0; length < text.Length; length += 11) LoadNative(text[..length]);
        }
    }

    // False: refused, with a name and (but for a document that is no XML at all) a line.
    private static bool LoadAndScore(ReadOnlyMemory<byte> document)
    {
        PmmlModel model;
        try
        {
            model = PmmlModel.Load(document);
        }
        catch (PmmlException error)
        {
            error.Element.ShouldNotBeNullOrEmpty();
            return false;
        }
        Score(model);
        return true;
    }

    private static bool LoadNative(string text)
    {
        try
        {
            Score(NativeModels.Load(Encoding.UTF8.GetBytes(text), iterations: null));
            return true;
        }
        catch (Exception error) when (error is NativeModelException or PmmlException)
        {
            return false;
        }
    }

    private static void Score(PmmlModel model)
    {
        const int count = 20;
        var random = new Random(1);
        var rows = new float[model.Inputs.Count * count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = random.Next(6) switch
            {
                0 => float.NaN,
                1 => float.PositiveInfinity,
                2 => -1,
                3 => 1e30f,
                _ => random.NextSingle()
            * 10
            };
        model.Score(rows, count, new float[model.Outputs.Count * count]);
        foreach (var cell in (string?[])[null, "1", "a"])
        {
            var cells = new string?[model.Inputs.Count];
            Array.Fill(cells, cell);
            try
            {
                model.ScoreText(cells, new string?[model.Columns.Count]);
            }
            catch (FormatException) when (cell is not null)
            {
                // The cell is no value of the field: the contract of ScoreText.
            }
        }
    }
}
