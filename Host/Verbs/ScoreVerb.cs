using System.CommandLine;
using Maintenance.Host.Composition;
using Maintenance.MlNet;
using Maintenance.Pmml;
using Maintenance.Training;
using Maintenance.Training.Rows;
using Maintenance.Training.Tables;

namespace Maintenance.Host.Verbs;

/// <summary><c>score</c>: scores a table with a PMML or native model, one output row per input row.</summary>
internal static class ScoreVerb
{
    public static Command Create()
    {
        var model = new Option<string>("--model")
        {
            Description = "PMML document, XGBoost JSON or UBJSON, LightGBM text, or a zip of ML.NET trees.",
            Required = true
        };
        var input = new Option<string>("--input")
        {
            Description = "CSV with a header; columns are matched by name. Empty, NA, N/A, NaN, "
            + "null and ? mean missing, unless the model names them as a category. A column of the target's name gives residuals.",
            Required = true,
        };
        var output = new Option<string?>("--output") { Description = "CSV to write. Default: standard output." };
        var command = new Command("score", "Scores every row of a CSV file with a model.") { model, input, output };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(model)!, parsed.GetValue(input)!, parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static PmmlModel Load(string path)
    {
        var zip = new MlNetModelReader();
        using (var file = File.OpenRead(path))
        {
            Span<byte> beginning = stackalloc byte[4];
            if (!zip.Recognises(beginning[..file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)]))
                return NativeModels.LoadFile(path);
        }
        return MlNetModelReader.TryLoadCompiled(File.ReadAllBytes(path))
            ?? throw new OptionException($"--model: {path} is an ML.NET pipeline with more than trees; only trees can score tables. To "
                + "serve it: maintenance models import.");
    }

    private static async Task<int> RunAsync(string modelPath, string inputPath, string? outputPath, CancellationToken cancellationToken)
    {
        var (model, table) = (Load(modelPath), CsvFile.Read(inputPath));
        var scorer = new TableScorer(model, table, inputPath);
        if (scorer.Absent.Count > 0)
            await Console.Error.WriteLineAsync($"treated as missing because {inputPath} has no such "
                + $"column: {string.Join(", ", scorer.Absent)}");
        if (outputPath is null)
        {
            await scorer.WriteAsync(Console.Out, cancellationToken);
            return 0;
        }
        await WholeFile.WriteAsync(outputPath, writer => scorer.WriteAsync(writer, cancellationToken));
        await Console.Error.WriteLineAsync($"{table.Rows.Count} rows scored into {outputPath}");
        return 0;
    }
}
