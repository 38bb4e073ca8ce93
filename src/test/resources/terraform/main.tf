terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "stage" {
  default = "first"
}

variable "public_key" {}

provider "aws" {
  region = "eu-west-3"
}

data "aws_caller_identity" "me" {}

data "aws_vpc" "default" {
  default = true
}

data "aws_subnets" "default" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]

  filter {
    name   = "name"
    values = ["al2023-ami-2023*-x86_64"]
  }

  filter {
    name   = "virtualization-type"
    values = ["hvm"]
  }
}

data "aws_region" "here" {}

data "aws_availability_zones" "here" {
  state = "available"
}

data "aws_security_group" "default" {
  name   = "default"
  vpc_id = data.aws_vpc.default.id
}

data "aws_ssm_parameter" "linux" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

data "aws_ec2_instance_type" "micro" {
  instance_type = "t3.micro"
}

data "aws_ec2_instance_type_offerings" "micro" {
  location_type = "availability-zone"

  filter {
    name   = "instance-type"
    values = ["t3.micro"]
  }
}

data "aws_ec2_managed_prefix_list" "s3" {
  name = "com.amazonaws.${data.aws_region.here.name}.s3"
}

data "aws_ebs_encryption_by_default" "here" {}

resource "aws_key_pair" "student" {
  key_name   = "student"
  public_key = var.public_key
  tags = {
    Stage = var.stage
  }
}

resource "aws_security_group" "web" {
  name        = "web"
  description = "Web and SSH"
  vpc_id      = data.aws_vpc.default.id

  ingress {
    description = "HTTP from everywhere"
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = {
    Stage = var.stage
  }
}

resource "aws_security_group" "ruled" {
  name        = "ruled"
  description = "Rules of their own"
  vpc_id      = data.aws_vpc.default.id
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.ruled.id
  description       = "SSH from the web group"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22

  referenced_security_group_id = aws_security_group.web.id
  tags = {
    Stage = var.stage
  }
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  security_group_id = aws_security_group.ruled.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = data.aws_ec2_managed_prefix_list.s3.id
  tags = {
    Stage = var.stage
  }
}

resource "aws_instance" "web" {
  ami                    = data.aws_ami.linux.id
  instance_type          = "t3.micro"
  key_name               = aws_key_pair.student.key_name
  source_dest_check      = var.stage == "first"
  vpc_security_group_ids = concat([aws_security_group.web.id], var.stage == "first" ? [aws_security_group.ruled.id] : [])
  user_data              = "#!/bin/sh\ndnf install -y nginx\n"

  metadata_options {
    http_tokens = "required"
  }

  root_block_device {
    volume_size = 12
    volume_type = "gp3"
  }

  tags = {
    Name  = "web"
    Stage = var.stage
  }
}

resource "aws_eip" "web" {
  instance = aws_instance.web.id
  domain   = "vpc"
  tags = {
    Stage = var.stage
  }
}

data "aws_instance" "web" {
  instance_id   = aws_instance.web.id
  get_user_data = true
}

output "account" {
  value = data.aws_caller_identity.me.account_id
}

output "address" {
  value = aws_eip.web.public_ip
}

output "instance" {
  value = aws_instance.web.id
}
