using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Maintenance.MlNet.Archive;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Tests;

/// <summary>Zips from strangers: each is refused before ML.NET sees it, or by ML.NET, always with words that say what was found.</summary>
public sealed class ArchiveTests
{
    private static readonly byte[] Good = ImportTests.Make("LightGBM regression");
    private static readonly string Component = "TransformerChain/Model.key";

    [Fact]
    public void What_is_packed_again_is_the_same_model_and_packs_to_the_same_bytes()
    {
        var entries = ModelArchive.Unpack(Good);
        var packed = ModelArchive.Pack(entries, CompressionLevel.Optimal);
        ModelArchive.Pack(entries, CompressionLevel.Optimal).ShouldBe(packed);
        new MlNetModelReader().Load(packed).Inputs.ShouldBe(Samples.Features);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("TransformerChain/../../evil.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\evil.txt")]
    [InlineData("C:\\evil.txt")]
    [InlineData("TransformerChain//x")]
    public void An_entry_that_leads_out_is_refused(string name) => Refused(With((name, "x"u8.ToArray())), "points outside it");

    [Fact]
    public void An_entry_that_comes_twice_is_refused() => Refused(With((Component, "x"u8.ToArray())), "twice");

    [Fact]
    public void A_bomb_is_refused_whatever_it_says_of_its_size()
    {
        var bomb = ModelArchive.Pack(Enumerable.Range(0, 9).Select(i => ($"TransformerChain/{i}", new byte[64 << 20])),
            CompressionLevel.Fastest);
        bomb.Length.ShouldBeLessThan(ModelArchive.MaxBytes);
        Refused(bomb, "unpacks to more than");
    }

    [Fact]
    public void A_damaged_entry_is_refused_although_it_unpacks()
    {
        var stored = ModelArchive.Pack(ModelArchive.Unpack(Good), CompressionLevel.NoCompression);
        stored[stored.Length / 2] ^= 1;
        Refused(stored, "checksum differs");
    }

    [Fact]
    public void Too_many_entries_are_refused() =>
        Refused(ModelArchive.Pack(Enumerable.Range(0, ModelArchive.MaxEntries + 1).Select(i => ($"{i}", Array.Empty<byte>())),
            CompressionLevel.NoCompression), "entries; at most");

    [Fact]
    public void A_zip_of_something_else_is_refused_and_says_what_it_holds() =>
        Refused(ModelArchive.Pack([("word/document.xml", [1])], CompressionLevel.Optimal), "the zip is not an ML.NET model",
        "word/document.xml");

    [Fact]
    public void A_component_that_is_not_known_is_named() => Refused(Changed(0x50, "TextLoader\0"u8.ToArray()), "component 'TextLoader'");

    [Fact]
    public void A_second_loader_is_looked_at_too() => Refused(Changed(0x68, "DatabaseLoader\0"u8.ToArray()), "component 'DatabaseLoader'");

    [Fact]
    public void An_assembly_that_is_not_MLNETs_is_never_loaded()
    {
        var entries = ModelArchive.Unpack(Good);
        var head = entries.Single(e => e.Name == Component).Bytes;
        var offset = (int)BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(0x90));
        Encoding.Unicode.GetBytes("Evil").CopyTo(head.AsSpan(offset));
        Refused(ModelArchive.Pack(entries, CompressionLevel.Optimal), "needs the assembly 'Evil");
        AppDomain.CurrentDomain.GetAssemblies().ShouldNotContain(a => a.GetName().Name!.StartsWith("Evil", StringComparison.Ordinal));
    }

    [Fact]
    public void A_custom_mapping_is_refused_by_name()
    {
        var rows = Zips.Ml.Data.LoadFromEnumerable([new Numbers { axial_rms = 1 }]);
        var custom = Zips.Ml.Transforms.CustomMapping<Numbers, Numbers>((from, to) => to.axial_rms = from.axial_rms + 1, "Doubling")
            .Fit(rows);
        Refused(Zips.Save(new TransformerChain<ITransformer>(custom), rows.Schema), "custom mapping");
    }

    [Fact]
    public void A_column_that_is_no_number_is_refused_with_its_type()
    {
        var rows = Zips.Ml.Data.LoadFromEnumerable([new Doubles { axial_rms = 1 }]);
        var converted = Zips.Ml.Transforms.Conversion.ConvertType("x", "axial_rms", DataKind.Single)
            .Append(Zips.Ml.Transforms.Expression("Score", "x => x * 2", "x")).Fit(rows);
        Refused(Zips.Save(converted, rows.Schema), "column 'axial_rms' of type Double");
    }

    [Fact]
    public void Scores_that_are_no_probabilities_are_refused() => Refused(
        Zips.Train(ml => ml.Transforms.Concatenate(Zips.Features, Samples.Features)
            .Append(ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.AveragedPerceptron(),
            useProbabilities: false)), 4, missing: 0),
        "are not probabilities");

    // Every bit may be turned: the model is refused, or loads and scores without a crash.
    [Fact]
    public void Damaged_bytes_are_refused_or_harmless()
    {
        var entries = ModelArchive.Unpack(Good);
        var random = new Random(17);
        var refused = 0;
        for (var i = 0; i < 150; i++)
        {
            var damaged = entries.Select(e => (e.Name, Bytes: e.Bytes.ToArray())).ToList();
            var bytes = damaged[random.Next(damaged.Count)].Bytes;
            for (var n = 0; n < 4 && bytes.Length > 0; n++) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                var model = new MlNetModelReader().Load(ModelArchive.Pack(damaged, CompressionLevel.NoCompression));
                model.Score(new float[model.Inputs.Count], 1, new float[model.Outputs.Count]);
            }
            catch (InvalidDataException error)
            {
                error.Message.Length.ShouldBeGreaterThan(10);
                refused++;
            }
        }
        refused.ShouldBeInRange(10, 150);
    }

    [Fact]
    public void A_zip_that_is_cut_off_is_refused()
    {
        for (var length = 4; length < Good.Length; length += Good.Length / 40) Refused(Good[..length], "cannot be read");
    }

    private static byte[] Changed(int at, byte[] bytes)
    {
        var entries = ModelArchive.Unpack(Good);
        bytes.CopyTo(entries.Single(e => e.Name == Component).Bytes.AsSpan(at));
        return ModelArchive.Pack(entries, CompressionLevel.Optimal);
    }

    private static byte[] With((string, byte[]) entry) =>
        ModelArchive.Pack([.. ModelArchive.Unpack(Good), entry], CompressionLevel.Optimal);

    private static void Refused(byte[] zip, string words, string more = "")
    {
        var reader = new MlNetModelReader();
        reader.Recognises(zip).ShouldBeTrue();
        var message = Should.Throw<InvalidDataException>(() => reader.Load(zip)).Message;
        message.ShouldContain(words);
        message.ShouldContain(more);
    }

    private sealed class Numbers
    {
        public float axial_rms { get; set; }
    }

    private sealed class Doubles
    {
        public double axial_rms { get; set; }
    }
}
