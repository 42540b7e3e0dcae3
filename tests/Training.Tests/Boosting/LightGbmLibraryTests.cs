using System.Runtime.InteropServices;
using Maintenance.Training.Boosting;

namespace Maintenance.Training.Tests.Boosting;

/// <summary>Where LightGBM's library is absent, training names the remedy that fits the machine.</summary>
public sealed class LightGbmLibraryTests
{
    [Fact]
    public void The_remedy_fits_the_machine()
    {
        Remedy(OSPlatform.Linux, Architecture.X64, "libgomp.so.1: cannot open shared object file")
            .ShouldContain("apt-get install libgomp1");
        Remedy(OSPlatform.Linux, Architecture.Arm64, "lib_lightgbm: not found").ShouldContain("train on x64");
        Remedy(OSPlatform.OSX, Architecture.Arm64, "lib_lightgbm: not found").ShouldContain("this process is arm64");
        Remedy(OSPlatform.OSX, Architecture.X64, "x").ShouldContain("brew install libomp");

        static string Remedy(OSPlatform system, Architecture architecture, string found) =>
            LightGbmLibrary.Remedy(system, architecture, found);
    }
}
