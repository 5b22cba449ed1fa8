using System.Globalization;
using System.Runtime.CompilerServices;
using Infusion.Rules.Fuzzing;
using Infusion.Rules.Fuzzing.Contract;
using SharpFuzz;

// INVARIANT: what instruments must not load what it instruments, so that the other commands stand in a method of their own.
if (args is ["instrument", var folder])
{
    foreach (string name in (string[])["Infusion.Rules", "Infusion.Rules.Verification", "Infusion.Rules.Reports", "infusion-rules"])
    {
        Fuzzer.Instrument(Path.Combine(folder, name + ".dll"), static type => true, Options.Value);
    }

    return 0;
}

return Run(args);

[MethodImpl(MethodImplOptions.NoInlining)]
static int Run(string[] args)
{
    CoverageMap.Attach();
    switch (args)
    {
        case ["targets"]:
            Console.Write(string.Concat(FuzzTargets.All.Select(static target => target.Name + "\n")));
            return 0;

        case ["fuzz", var name, var home, var minutes]:
            var engine = new Engine(FuzzTargets.Named(name), home, seed: Environment.ProcessId);
            Console.WriteLine(engine.Run(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))));
            return 0;

        case ["check", var name, var keep, .. var files]:
            return Corpus.Check(FuzzTargets.Named(name), keep, files);

        case ["minimise", var name, var from, var to]:
            Console.WriteLine(Corpus.Minimise(FuzzTargets.Named(name), from, to));
            return 0;

        default:
            Console.Error.WriteLine(
                "targets | instrument FOLDER | fuzz TARGET HOME MINUTES | check TARGET KEEP FILE... | minimise TARGET FROM TO");
            return 2;
    }
}
