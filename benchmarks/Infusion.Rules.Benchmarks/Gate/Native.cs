using System.Diagnostics;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The program of one decision as a native binary.</summary>
internal static class Native
{
    /// <summary>Publishes it for this machine and gives its path.</summary>
    /// <exception cref="InvalidOperationException">It could not be published; the message says why.</exception>
    public static string Publish()
    {
        string root = Proof.Root();
        string output = Path.Combine(root, "artifacts", "cold-start");
        string[] compiler = [];
        if (!OperatingSystem.IsWindows())
        {
            // The SDK links through clang unless told otherwise.
            string found = IsInstalled("clang") ? "clang"
                : IsInstalled("gcc") ? "gcc"
                : throw new InvalidOperationException("there is neither clang nor gcc");
            compiler = [$"-p:CppCompilerAndLinker={found}"];
        }

        // An older binary must not be measured in the place of one that was not made.
        string binary = Path.Combine(output, "Infusion.Rules.ColdStart" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        Directory.CreateDirectory(output);
        File.Delete(binary);

        // Build servers would live on and keep the pipe open that is read to its end here.
        var start = new ProcessStartInfo(
            "dotnet",
            ["publish", Path.Combine(root, "benchmarks", "Infusion.Rules.ColdStart"), "-c", "Release", "--use-current-runtime",
                "-p:IsMeasured=true", "-o", output,
            "--disable-build-servers", .. compiler])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        string error = lines.FirstOrDefault(
            line => line.Contains(": error ", StringComparison.Ordinal)) ?? $"dotnet publish ended with {process.ExitCode}";
        return process.ExitCode == 0 && File.Exists(binary)
            ? binary
            : throw new InvalidOperationException(error[..Math.Min(error.Length, 240)].Trim());
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
