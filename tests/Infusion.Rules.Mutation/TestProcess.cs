using System.Diagnostics;

namespace Infusion.Rules.Mutation;

/// <summary>A process that runs tests, with a mutant from its first step or without any.</summary>
internal sealed class TestProcess : IDisposable
{
    private readonly Process _process;

    public TestProcess(string folder, string tests, string library, int mutant)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json", "Infusion.Rules.Mutation.dll", "worker",
            tests, library, mutant.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public bool Ended => _process.WaitForExit(2000);

    /// <summary>The answer, or nothing where there was none in time or the process ended.</summary>
    public string? Ask(string question, double seconds)
    {
        try
        {
            _process.StandardInput.WriteLine(question);
            _process.StandardInput.Flush();
            Task<string?> answer = _process.StandardOutput.ReadLineAsync();
            return answer.Wait(TimeSpan.FromSeconds(seconds)) ? answer.Result : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The place and name of every test.</summary>
    public string[] List()
    {
        var lines = new List<string>();
        for (string? line = Ask("list", 60); line is not null and not "end"; line = _process.StandardOutput.ReadLine())
        {
            lines.Add(line);
        }
        Dispose();
        return [.. lines];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }
}
