using Infusion.Rules.Tool;

Console.SetOut(new OutputWriter(Console.Out));
Console.SetError(new OutputWriter(Console.Error));
return ToolApp.Run(args, Console.In, Console.Out, Console.Error);
