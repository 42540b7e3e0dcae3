using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;

namespace Maintenance.Training.Boosting;

/// <summary>LightGBM's native library, needed for training only.</summary>
public static class LightGbmLibrary
{
    /// <summary>Loads the library.</summary>
    /// <exception cref="TrainingUnavailableException">It cannot be loaded; the message names the remedy.</exception>
    public static void Require()
    {
        try
        {
            NativeLibrary.Load("lib_lightgbm", typeof(LightGbmRegressionTrainer).Assembly, searchPath: null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new TrainingUnavailableException(Remedy(Platform(), RuntimeInformation.ProcessArchitecture, error.Message), error);
        }
    }

    /// <summary>Says what to do when the library cannot be loaded.</summary>
    internal static string Remedy(OSPlatform system, Architecture architecture, string found)
    {
        const string beginning = "Training needs ML.NET's LightGBM, whose native library cannot be loaded";
        const string elsewhere =
            "Everything else works here, including scoring of trained models: train on x64 and import the .zip or the .pmml.";
        if (architecture != Architecture.X64) return $"{beginning}: it is available for x64 only, and this process "
            + $"is {architecture.ToString().ToLowerInvariant()}. {elsewhere}";
        if (system == OSPlatform.Linux && found.Contains("libgomp", StringComparison.Ordinal))
            return $"{beginning}: libgomp.so.1 is missing. Install libgomp1 (Debian, Ubuntu: apt-get install libgomp1; Fedora: libgomp; "
                + "Alpine: libgomp and gcompat).";
        var openMp = system == OSPlatform.Linux ? " Is libgomp1 installed (Debian, Ubuntu: apt-get install libgomp1)?"
            : system == OSPlatform.OSX ? " Is OpenMP installed (brew install libomp)?" : " Is the Visual C++ runtime installed?";
        return $"{beginning}.{openMp} {elsewhere} Found: {found.Split('\n')[0].Trim()}";
    }

    private static OSPlatform Platform() =>
        OperatingSystem.IsLinux() ? OSPlatform.Linux : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Windows;
}
