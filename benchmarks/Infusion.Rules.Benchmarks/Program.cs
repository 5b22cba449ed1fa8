using System.Reflection;
using BenchmarkDotNet.Running;
using Infusion.Rules.Benchmarks.Gate;

switch (args.FirstOrDefault())
{
    case "gate":
        return GateRun.Run();
    case "bytes":
        return BytesRun.Run(seedAllocation: args.Contains("--allocate"));
    case "growth":
        return Growth.Run();
    case "lists":
        return ListGrowth.Run(args.ElementAtOrDefault(1));
    case "cold":
        return args.Length == 1 ? ColdRun.Run() : ColdRun.Measure(args[1]);
    case "bdn":
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args[1..]);
        return 0;
    default:
        Console.WriteLine("gate   the gated table, with its limits");
        Console.WriteLine("bytes  the allocation gates alone; --allocate lets one fail, to show that they can");
        Console.WriteLine("cold   the first decision of a fresh process alone, with its limits");
        Console.WriteLine("growth how a decision's cost grows with the rules and facts of a table, and a review's with its visits");
        Console.WriteLine("lists  how the cost of every list that may be long grows, up to its most entries; a name after it for some");
        Console.WriteLine("bdn    BenchmarkDotNet, with its own options after it");
        return 2;
}
