using System.Text;

namespace Maintenance.Pmml.Tests.Native;

/// <summary>A file that is no model is named, with what to do, however it is loaded.</summary>
public sealed class ModelSignatureTests
{
    public static TheoryData<string, byte[], string, string> Files => new()
    {
        { "nothing", [], "is empty", "" },
        { "pickle", [0x80, 4, 0x95, 1, 0, 0], "Python pickle", "save_model" },
        { "joblib", [0x80, 3, 0x63], "Python pickle", "save_model" },
        { "ONNX", [8, 9, 0x12, 7, .. "pytorch"u8], "ONNX", "PMML" },
        { "gzip", [0x1F, 0x8B, 8, 0], "gzip", "gunzip" },
        { "zip", [.. "PK\x3\x4"u8, 20, 0], "zip archive", "Unpack" },
        { "HDF5", [0x89, .. "HDF\r\n"u8], "HDF5", "PMML" },
        { "CatBoost", [.. "CBM1"u8, 0, 0], "CatBoost", "format=\"pmml\"" },
        { "RData", [.. "RDX3\n"u8], "R's saved workspace", "xgb.save" },
        { "XGBoost before 1.0", OldXgboost(), "XGBoost's old binary format", "save_model" },
        { "text dump", [.. "booster[0]:\n0:[f0<1]"u8], "text dump", "save_model" },
        { "JSON dump", [.. "[\n { \"nodeid\": 0 }]"u8], "JSON dump", "save_model" },
        { "LightGBM's JSON", [.. "{\"name\":\"tree\",\"feature_names\":[],\"tree_info\":[]}"u8], "LightGBM's JSON dump", "model.txt" },
        { "other JSON", [.. "{\"a\":1}"u8], "no 'learner'", "Supported are" },
        { "LAS", [.. "~Version Information\n"u8], "LAS", "replay" },
        { "CSV", [.. "wob,rpm\r\n1,2\r\n"u8], "'wob,rpm'", "--input" },
        { "HTML", [.. "\n<!doctype html><title>Sign in</title>"u8], "HTML", "download" },
        { "LFS", [.. "version https://git-lfs"u8, .. "\noid sha256:0\n"u8], "Git LFS pointer", "git lfs pull" },
        { "anything", [1, 2, 3, 0xFF], "010203ff", "Supported are" },
        { "a text", [.. "hello"u8], "'hello'", "Supported are" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_no_model_is_named(string kind, byte[] file, string found, string advice)
    {
        var error = Should.Throw<Exception>(() => NativeModels.Load(file), kind);
        (error is PmmlException or NativeModelException).ShouldBeTrue(kind);
        error.Message.ShouldStartWith("refused: the file is ");
        error.Message.ShouldContain(found);
        error.Message.ShouldContain(advice);
    }

    [Fact]
    public void A_native_model_where_PMML_is_needed_is_named()
    {
        Should.Throw<PmmlException>(() =>
            PmmlModel.Load(Encoding.UTF8.GetBytes(new XgboostFile().Json()))).Message.ShouldContain("XGBoost's");
        Should.Throw<PmmlException>(() =>
            PmmlModel.Load(Encoding.UTF8.GetBytes(new LightGbmFile().Text()))).Message.ShouldContain("LightGBM's");
    }

    [Fact]
    public void XML_in_UTF_16_is_still_read_as_XML() => Should.Throw<PmmlException>(
        () => NativeModels.Load(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<PMML/>")).ToArray())).Message
        .ShouldContain("'version' is required");

    private static byte[] OldXgboost()
    {
        var file = new byte[200];
        BitConverter.TryWriteBytes(file.AsSpan(136), 15L);
        "binary:logistic"u8.CopyTo(file.AsSpan(144));
        return file;
    }
}
