using Infusion.Rules.Sample;

return SampleApp.Run(args, Console.Out, Console.Error);
