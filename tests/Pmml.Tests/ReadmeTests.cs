namespace Maintenance.Pmml.Tests;

/// <summary>The example of the library's README compiles and runs: it is the body of a method here.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_of_the_readme_runs_and_says_something_of_each_output()
    {
        using var output = new StringWriter();
        Example(Repository.PathOf("models/drill-health.pmml"), output);
        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(5);
    }

    [Fact]
    public void The_example_of_the_readme_is_the_method_here()
    {
        var readme = File.ReadAllText(Repository.PathOf("Pmml/README.md"));
        var example = readme.Split("```csharp\n")[1].Split("```")[0];
        var source = File.ReadAllText(Repository.PathOf("tests/Pmml.Tests/ReadmeTests.cs"));
        source.Split("TextWriter output)\n    {\n")[1].Split("    }\n")[0].Replace("        ", "", StringComparison.Ordinal)
            .ShouldBe(example);
    }

    private static void Example(string path, TextWriter output)
    {
        var model = PmmlModel.LoadFile(path); // throws PmmlException, by element and line, for what it cannot score as the standard says
        var rows = new float[2 * model.Inputs.Count]; // two rows, one after the other, in the order of model.Inputs
        Array.Fill(rows, float.NaN); // NaN is missing
        rows[0] = 0.8f;
        var results = new float[2 * model.Outputs.Count];
        model.Score(rows, count: 2, results);
        for (var i = 0; i < model.Outputs.Count; i++) output.WriteLine($"{model.Outputs[i]}: {results[i]}");
        var contributions = new float[model.Inputs.Count];
        model.Explain(rows.AsSpan(0, model.Inputs.Count), output: 0, contributions); // how much each input moved the first output
    }
}
