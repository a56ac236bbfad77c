BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    New-HNSampleRun TestDrive:/weightEX -Images 8 -Size 96 -Seed 4 | Out-Null
    $split = 'image_id,split', '0000_1,train', '0001_2,train', '0002_3,train', '0003_1,val', '0004_2,test'
    [IO.File]::WriteAllLines((Join-Path (Convert-Path TestDrive:/weightEX) output/metrics_logs/image_split.csv), [string[]] $split)
    $run = Import-HNRun TestDrive:/weightEX
}

Describe 'Export-HNSampleWeight' {
    It 'writes training ids with weights of mean 1' {
        $weights = $run | Export-HNSampleWeight -Destination TestDrive:/w.csv -PassThru
        $rows = Import-Csv TestDrive:/w.csv
        $rows.image_id | Should -Be '0000_1', '0001_2', '0002_3'
        [double[]] $rows.weight | Should -Be $weights.Weight
        ($weights | Measure-Object Weight -Average).Average | Should -BeGreaterThan 0.999999
        ($weights | Measure-Object Weight -Average).Average | Should -BeLessThan 1.000001
    }

    It 'lists ids of val and test that are asked for, and writes nothing' {
        $run | Export-HNSampleWeight -ImageId 0000_1, 0004_2, 0003_1 -Destination TestDrive:/no.csv -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($faults[0])" | Should -Match '0004_2 \(test\), 0003_1 \(val\)'
        'TestDrive:/no.csv' | Should -Not -Exist
    }

    It 'weights patches, and refuses those of other splits' {
        Set-Content TestDrive:/p.csv 'patch_id,image_id,x,y,size', 'a,0000_1,0,0,48', 'b,0000_1,48,48,48'
        $run | Export-HNSampleWeight -Patch TestDrive:/p.csv -Destination TestDrive:/pw.csv
        (Import-Csv TestDrive:/pw.csv).patch_id | Should -Be 'a', 'b'
        Add-Content TestDrive:/p.csv 'c,0004_2,0,0,48'
        $run | Export-HNSampleWeight -Patch TestDrive:/p.csv -Destination TestDrive:/pw2.csv -ErrorVariable faults -ErrorAction SilentlyContinue
        "$($faults[0])" | Should -Match '0004_2'
    }

    It 'keeps a file that is there, and writes none with -WhatIf' {
        Set-Content TestDrive:/kept.csv 'mine'
        { $run | Export-HNSampleWeight -Destination TestDrive:/kept.csv -ErrorAction Stop } | Should -Throw -ErrorId 'DestinationExists*'
        Get-Content TestDrive:/kept.csv | Should -Be 'mine'
        $run | Export-HNSampleWeight -Destination TestDrive:/what.csv -WhatIf
        'TestDrive:/what.csv' | Should -Not -Exist
    }
}
