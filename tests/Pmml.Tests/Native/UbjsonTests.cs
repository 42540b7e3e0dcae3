using System.Text;
using Maintenance.Training.Bench.Xgboost;
using Maintenance.Training.Rows;

namespace Maintenance.Pmml.Tests.Native;

/// <summary>XGBoost's default format: the library's own file, and every form of UBJSON by hand.</summary>
public sealed class UbjsonTests
{
    [Fact]
    public void A_file_that_XGBoost_saved_scores_as_XGBoost_does()
    {
        var rows = new TrainingRows(["a", "b"]);
        var random = new Random(5);
        Span<float> row = stackalloc float[2];
        for (var i = 0; i < 300; i++)
        {
            (row[0], row[1]) = (random.Next(6) == 0 ? float.NaN : random.NextSingle(), random.NextSingle());
            rows.Add(row, row[1] > 0.5f ? row[1] : float.IsNaN(row[0]) ? -1 : row[0], 1);
        }
        var parameters = new XgboostParameters { Objective = "reg:squarederror", Rounds = 12, Depth = 4 };
        using var booster = XgboostOracle.Train(rows, parameters, seed: 1, _ => { });
        var values = rows.Values.ToArray();
        var (expected, actual) = (booster.Predict(values, 300), new float[300]);
        var file = booster.Save("ubj");
        file.AsSpan().StartsWith("{L"u8).ShouldBeTrue("UBJSON, not JSON");
        NativeModels.Load(file).Score(values, 300, actual);
        actual.ShouldBe(expected);
        expected.Distinct().Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Every_form_of_a_value_is_read()
    {
        // Numbers of all widths, arrays with and without type and count, no-operations, a number in digits, characters, truth values.
        var model = NativeModels.Load(File(
            "{i\u0007learner{",
            "i\u0013learner_model_param{i\u000Abase_scoreSi\u00010i\u000Bnum_featureU\u0001i\u0009num_classI\0\0i\u0007unknownHi\u0003123}",
            "U\u0009objective{i\u0004nameSi\u0010reg:squarederror}",
            "I\0\u0010gradient_booster{#i\u0002i\u0004nameSi\u0006gbtreei\u0005model{",
            "i\u0009tree_info[$U#i\u0001\0i\u0005trees[{",
            "i\u000Dleft_children[$l#l\0\0\0\u0003\0\0\0\u0001", Minus1, Minus1, "i\u000Eright_children[N", "i\u0002", "L", Long(-1), "i",
                Byte(-1), "]",
            "i\u000Dsplit_indices[$i#i\u0003\0\0\0i\u0010split_conditions[d", Single(2.5f), "D", Double(-7), "d", Single(8), "]",
            "i\u000Cdefault_left[TFF]i\u0004noneZi\u0004charCx",
            "}]}}}"));
        var results = new double[1];
        model.Score([2.4], results);
        results[0].ShouldBe(-7);
        model.Score([2.6], results);
        results[0].ShouldBe(8);
        model.Score([double.NaN], results);
        results[0].ShouldBe(-7);
    }

    [Fact]
    public void A_damaged_file_is_refused_wherever_it_is_cut_and_never_grows()
    {
        var whole = NativeModels.Load(Whole()).Inputs.Count;
        whole.ShouldBe(1);
        for (var length = 2; length < Whole().Length; length++)
            Should.Throw<NativeModelException>(() => NativeModels.Load(Whole().AsMemory(0, length)), $"cut after {length} bytes");
        Should.Throw<NativeModelException>(() => NativeModels.Load(File("{i\u0001a[$Z#l\u007F\u00FF\u00FF\u00FF}"))).Message
            .ShouldContain("more values than");
        Should.Throw<NativeModelException>(() => NativeModels.Load(File("{i\u0001a", new string('[',
            1000)))).Message.ShouldContain("deeper");
        Should.Throw<NativeModelException>(() => NativeModels.Load(File("{i\u0001ai", Byte(5), "i",
            Byte(-3)))).Message.ShouldContain("below zero");
    }

    private static byte[] Whole() => File(
        "{i\u0007learner{i\u0013learner_model_param{i\u000Abase_scoreSi\u00010i\u000Bnum_featureSi\u00011}",
        "i\u0009objective{i\u0004nameSi\u0010reg:squarederror}i\u0010gradient_booster{i\u0004nameSi\u0006gbtreei\u0005model{",
        "i\u0009tree_info[$U#i\u0001\0i\u0005trees[{i\u000Dleft_children[$i#i\u0001", Byte(-1), "i\u000Eright_children[$i#i\u0001",
            Byte(-1),
        "i\u000Dsplit_indices[$i#i\u0001\0i\u0010split_conditions[$d#i\u0001", Single(3), "i\u000Cdefault_left[$U#i\u0001\0}]}}}}");

    private static string Minus1 => "\u00FF\u00FF\u00FF\u00FF";

    private static string Byte(sbyte value) => Bytes((byte)value);

    private static string Long(long value) => Bytes([.. BitConverter.GetBytes(value).Reverse()]);

    private static string Single(float value) => Bytes([.. BitConverter.GetBytes(value).Reverse()]);

    private static string Double(double value) => Bytes([.. BitConverter.GetBytes(value).Reverse()]);

    private static string Bytes(params byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static byte[] File(params string[] parts) => Encoding.Latin1.GetBytes(string.Concat(parts));
}
