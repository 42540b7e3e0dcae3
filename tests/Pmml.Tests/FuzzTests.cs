using System.Diagnostics;
using System.Text;

namespace Maintenance.Pmml.Tests;

/// <summary>
/// Mutated and hostile documents: each is refused by element and line, or loads and scores. Seeded; any other exception fails the test and
/// names the document's seed. A stack overflow would end the process.
/// </summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly string[] Nasty = ["", " ", "NaN", "INF", "-INF", "1e999", "-1", "0", "2147483648", "99999999999999999999",
        "1e-400", "true", "\u0000", "é", "x", "c", "&#x1F;", "]]>", "%s"];

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
    [MemberData(nameof(Kinds))]
    public void A_mutated_document_is_refused_or_scores(string kind)
    {
        var (text, refused, watch) = (FuzzDocuments.All[kind], 0, Stopwatch.StartNew());
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var mutated = text;
            for (var i = random.Next(1, 4); i > 0; i--) mutated = Mutate(mutated, random);
            try
            {
                if (!LoadAndScore(Encoding.UTF8.GetBytes(mutated))) refused++;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"{kind}, seed {seed}: {error.GetType().Name}: {error.Message}\n{mutated}", error);
            }
        }
        refused.ShouldBeInRange(100, 1499, "some mutations must break the document, some must not");
        watch.Elapsed.ShouldBeLessThan(Longest * 3);
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

    [Theory]
    [InlineData("xgboost")]
    [InlineData("lightgbm")]
    public void A_mutated_native_model_is_refused_or_scores(string kind)
    {
        var (text, refused) = (kind == "xgboost" ? FuzzDocuments.Xgboost : FuzzDocuments.LightGbm, 0);
        Score(NativeModels.Load(Encoding.UTF8.GetBytes(text)));
        for (var length = 0; length < text.Length; length += 11) LoadNative(text[..length]);
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var mutated = text;
            for (var i = random.Next(1, 4); i > 0; i--) mutated = MutateNative(mutated, random);
            try
            {
                if (!LoadNative(mutated)) refused++;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"{kind}, seed {seed}: {error.GetType().Name}: {error.Message}\n{mutated}", error);
            }
        }
        refused.ShouldBeInRange(100, 1499);
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

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(7))
        {
            case 0: // flip a byte
                return string.Concat(text.AsSpan(0, at), ((char)(text[at] ^ (1 << random.Next(6)))).ToString(), text.AsSpan(at + 1));
            case 1: // delete a stretch
                return text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
            case 2: // double a stretch
                var length = Math.Min(random.Next(1, 80), text.Length - at);
                return text.Insert(at, text.Substring(at, length));
            case 3 or 4: // another value for an attribute
                return ReplaceAttribute(text, random, Nasty[random.Next(Nasty.Length)]);
            case 5: // the value of another attribute
                var other = Attribute(text, random);
                return other.Length == 0 ? text : ReplaceAttribute(text, random, text.Substring(other.Start, other.Length));
            default: // delete, or double, an element without children
                var end = text.IndexOf("/>", at, StringComparison.Ordinal);
                var start = end < 0 ? -1 : text.LastIndexOf('<', end);
                if (start < 0) return text;
                var element = text[start..(end + 2)];
                return random.Next(2) == 0 ? text.Remove(start, element.Length) : text.Insert(start, element);
        }
    }

    private static string ReplaceAttribute(string text, Random random, string value)
    {
        var (start, length) = Attribute(text, random);
        return length == 0 ? text : string.Concat(text.AsSpan(0, start), value, text.AsSpan(start + length));
    }

    private static (int Start, int Length) Attribute(string text, Random random)
    {
        var start = text.IndexOf("='", random.Next(text.Length), StringComparison.Ordinal) + 2;
        var end = start < 2 ? -1 : text.IndexOf('\'', start);
        return end < 0 ? (0, 0) : (start, end - start);
    }

    private static string MutateNative(string text, Random random)
    {
        if (random.Next(2) == 0) return Mutate(text, random);
        var at = random.Next(text.Length);
        while (at < text.Length && !char.IsAsciiDigit(text[at])) at++;
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or 'e' or '-')) end++;
        string[] numbers = ["-1", "0", "1", "2147483647", "-2147483648", "99999999999999", "1e308", "NaN", "0.5", "7"];
        return at >= text.Length ? text : string.Concat(text.AsSpan(0, at), numbers[random.Next(numbers.Length)], text.AsSpan(end));
    }
}
